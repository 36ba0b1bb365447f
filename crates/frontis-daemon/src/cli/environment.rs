//! Settings from environment variables named `FRONTIS_*`. Flags win over them.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use frontis::content::Escaped;

use super::arguments::parse_address;
use crate::http::parameters::nearest;

/// What the environment says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `FRONTIS_LISTEN`: address and port of `serve`, or what is wrong with them, which only `serve` minds.
    pub listen: Option<Result<SocketAddr, String>>,
    /// `FRONTIS_INDEX`: the directory of indexes.
    pub index: Option<PathBuf>,
}

const PREFIX: &str = "FRONTIS_";
/// `FRONTIS_RESULT_CACHE` is accepted: there is no result cache to switch off.
const KNOWN: &[&str] = &["FRONTIS_LISTEN", "FRONTIS_INDEX", "FRONTIS_RESULT_CACHE"];
/// Variables of the test suites are not ours to remark on.
const TESTS: &str = "FRONTIS_TEST_";

impl Environment {
    /// Reads the variables, and warns of names that are not known.
    pub fn read(variables: impl Iterator<Item = (OsString, OsString)>) -> (Self, Vec<String>) {
        let mut environment = Self::default();
        let mut warnings = Vec::new();
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX) && !name.starts_with(TESTS)) else {
                continue;
            };
            match name {
                _ if value.is_empty() => {}
                "FRONTIS_INDEX" => environment.index = Some(value.into()),
                "FRONTIS_RESULT_CACHE" => {}
                "FRONTIS_LISTEN" => environment.listen = Some(parse_address(&value.to_string_lossy())),
                _ => warnings.push(unknown(name)),
            }
        }
        (environment, warnings)
    }
}

fn unknown(name: &str) -> String {
    let shown = Escaped(name);
    match nearest(name, KNOWN.iter().copied()) {
        Some(known) => format!("unknown environment variable {shown}; did you mean {known}?"),
        None => format!("unknown environment variable {shown}; known are {}", KNOWN.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> (Environment, Vec<String>) {
        Environment::read(variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))))
    }

    #[test]
    fn known_variables_are_read() {
        let (environment, warnings) = read(&[
            ("FRONTIS_LISTEN", "0.0.0.0:80"),
            ("FRONTIS_INDEX", "/var/x"),
            ("FRONTIS_RESULT_CACHE", "0"),
            ("FRONTIS_TEST_SCALE", "ci"),
            ("HOME", "/root"),
        ]);
        assert_eq!(environment.listen, Some(Ok(([0, 0, 0, 0], 80).into())));
        assert_eq!(environment.index, Some(PathBuf::from("/var/x")));
        assert_eq!(warnings, [""; 0]);
    }

    #[test]
    fn unknown_variables_are_warnings() {
        let (environment, warnings) =
            read(&[("FRONTIS_LISTN", "x"), ("FRONTIS_COLOUR", "x"), ("FRONTIS_LISTEN", ""), ("FRONTIS_INDEX", "")]);
        assert_eq!(environment, Environment::default());
        assert!(warnings[0].ends_with("did you mean FRONTIS_LISTEN?"), "{}", warnings[0]);
        assert!(warnings[1].contains("known are"));
        assert_eq!(warnings.len(), 2);
    }

    #[test]
    fn an_address_that_is_none_is_kept_for_serve_to_refuse() {
        let (environment, warnings) = read(&[("FRONTIS_LISTEN", "7700")]);
        assert!(environment.listen.unwrap().unwrap_err().contains("127.0.0.1:7700"));
        assert_eq!(warnings, [""; 0]);
    }
}
