//! Checks and compiles the globs of `include` and `exclude`.
//!
//! A glob is held against a file's path relative to the root: `*` and `?` stay within one name, `**` crosses folders,
//! `{a,b}` and `[a-z]` choose, and ASCII letters match without case.

#[cfg(feature = "folder")]
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Finds what makes `glob` match nothing: a message and a hint.
///
/// Without the feature `folder` there are no files to match, and only the shape is looked at.
pub(super) fn check(glob: &str) -> Result<(), (String, String)> {
    if glob.is_empty() {
        return Err(("a glob is empty".to_owned(), "write one like \"**/*.md\"".to_owned()));
    }
    if let Some(relative) = glob.strip_prefix('/').or_else(|| glob.strip_prefix("./")) {
        let hint = format!("globs are relative to the root: \"{relative}\"");
        return Err((format!("glob \"{glob}\" matches no file"), hint));
    }
    if let Some(folder) = glob.strip_suffix('/') {
        let hint = format!("globs match files: \"{folder}/**\"");
        return Err((format!("glob \"{glob}\" matches no file"), hint));
    }
    #[cfg(feature = "folder")]
    if let Err(error) = compile_one(glob) {
        return Err((format!("glob \"{glob}\" is not valid: {}", error.kind()), "check its brackets".to_owned()));
    }
    Ok(())
}

/// Compiles `globs` into one matcher of relative paths.
///
/// # Errors
/// A glob that is not valid, or globs too large together; settings read by `Config::parse` hold none of the first.
#[cfg(feature = "folder")]
pub(crate) fn compile(globs: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(compile_one(glob)?);
    }
    set.build()
}

#[cfg(feature = "folder")]
fn compile_one(glob: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(glob).literal_separator(true).case_insensitive(true).build()
}
