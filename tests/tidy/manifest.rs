//! Rules about `Cargo.toml`, read line by line: the workspace's manifests are written one dependency a line.

/// A dependency on tantivy, under whatever name.
pub(crate) fn search_library(manifest: &str) -> Vec<String> {
    let mut section = "";
    let mut findings = Vec::new();
    for (at, line) in manifest.lines().map(str::trim).enumerate() {
        if line.starts_with('[') {
            section = line;
        }
        let named = match section.contains("dependencies") {
            true if line.starts_with('[') => line.contains("dependencies.tantivy"),
            true => name(line) == Some("tantivy") || line.replace(' ', "").contains("package=\"tantivy\""),
            false => false,
        };
        if named {
            findings.push(format!("line {}: the daemon depends on tantivy; it may know what frontis exports", at + 1));
        }
    }
    findings
}

/// Third-party lines of `section`, `[workspace.dependencies]` say, that no comment stands before. A comment covers the
/// lines that follow it without a break.
pub(crate) fn unexplained(path: &str, section: &str, manifest: &str) -> Vec<String> {
    let (mut inside, mut explained) = (false, false);
    let mut findings = Vec::new();
    for (at, line) in manifest.lines().map(str::trim).enumerate() {
        match line.chars().next() {
            Some('[') if name(line).is_none() => (inside, explained) = (line == section, false),
            Some('#') => explained = true,
            None => explained = false,
            _ => {}
        }
        if let Some(name) = name(line)
            && inside
            && !explained
            && !line.replace(' ', "").contains("{path=")
        {
            findings.push(format!("{path}:{}: no comment says why `{name}` is there", at + 1));
        }
    }
    findings
}

/// The key of a line `key = …` or `key.workspace = …`.
fn name(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.split('.').next()?.trim().trim_matches('"');
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    plain.then_some(key)
}

#[test]
fn a_daemon_that_depends_on_tantivy_is_caught() {
    for manifest in [
        "[dependencies]\ntantivy = \"0.27\"",
        "[dev-dependencies]\ntantivy.workspace = true",
        "[dependencies.tantivy]\nversion = \"0.27\"",
        "[target.'cfg(unix)'.dependencies]\nengine = { package = \"tantivy\", version = \"0.27\" }",
    ] {
        assert_eq!(search_library(manifest).len(), 1, "{manifest}");
    }
    for manifest in ["[package]\nkeywords = [\"tantivy\"]", "[dependencies]\n# not tantivy\nfrontis.workspace = true"] {
        assert_eq!(search_library(manifest).len(), 0, "{manifest}");
    }
}

#[test]
fn a_dependency_without_a_reason_is_caught() {
    let section = "[workspace.dependencies]";
    let head = format!("{section}\nours = {{ path = \"crates/ours\" }}\n");
    for (lines, expected) in [
        ("a = \"1\"", 1),
        ("# why\na = \"1\"\n\nb = { version = \"1\" }", 1),
        ("# why\na = \"1\"\n[workspace.lints.rust]\nunsafe_code = \"forbid\"", 0),
        ("# why both\na = \"1\"\nb = { version = \"1\" }", 0),
        ("# why\na = { version = \"1\", features = [\n  \"x\",\n] }\nb = \"1\"", 0),
    ] {
        assert_eq!(unexplained("Cargo.toml", section, &format!("{head}{lines}")).len(), expected, "{lines}");
    }
}
