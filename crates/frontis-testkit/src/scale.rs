//! How much a test run tries: `FRONTIS_TEST_SCALE=ci` (the default, quick) or `long` (before a release).

/// The environment variable that is read.
pub const VARIABLE: &str = "FRONTIS_TEST_SCALE";

/// Returns `ci`, or `long` when `FRONTIS_TEST_SCALE=long`.
///
/// # Panics
/// When the variable holds anything else: a misspelt scale must not pass for a long run.
pub fn cases(ci: u32, long: u32) -> u32 {
    match std::env::var(VARIABLE).as_deref() {
        Err(_) | Ok("" | "ci") => ci,
        Ok("long") => long,
        Ok(other) => panic!("{VARIABLE} is {other:?}; expected one of: ci, long"),
    }
}
