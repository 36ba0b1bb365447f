//! Runs a check on random cases and reports the smallest one that fails.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// `Err` says what differed.
pub(super) type Verdict = Result<(), String>;

/// Checks `cases` values of `strategy`, the same ones each time.
///
/// # Panics
/// When a check fails, with `law`, what differed, and the smallest value that was found to fail.
pub(super) fn for_all<S: Strategy>(law: &str, cases: u32, strategy: S, check: impl Fn(S::Value) -> Verdict) {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 1_000,
        max_shrink_time: 20_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&strategy, |value| check(value).map_err(TestCaseError::fail));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => panic!("{law}: {}\nsmallest case: {value:#?}", reason.message()),
        Err(TestError::Abort(reason)) => panic!("{law}: gave up: {}", reason.message()),
    }
}

/// Passes when both are equal.
pub(super) fn same<T: PartialEq + std::fmt::Debug>(what: &str, real: &T, expected: &T) -> Verdict {
    if real == expected { Ok(()) } else { Err(format!("{what} differ\n   found: {real:?}\nexpected: {expected:?}")) }
}

/// Passes when `holds`.
pub(super) fn ensure(holds: bool, complaint: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(complaint()) }
}
