//! Values of options that have a form of their own.

use std::net::SocketAddr;

/// Reads `127.0.0.1:7700`, `[::1]:7700` or `localhost:7700`.
///
/// # Errors
/// What is wrong, and what to write instead.
pub(in crate::cli) fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let named = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    named
        .as_deref()
        .unwrap_or(text)
        .parse()
        .map_err(|_| "not an address with a port; write 127.0.0.1:7700, or 127.0.0.1:0 for any free port".to_owned())
}

/// Reads a host name or address, with a port or without, as a `Host` header has it.
///
/// # Errors
/// What to write instead.
pub(super) fn parse_host(text: &str) -> Result<String, String> {
    let is_host = |c: char| c.is_alphanumeric() || ".-_:[]".contains(c);
    if text.is_empty() || !text.chars().all(is_host) {
        return Err("write a name alone, as in search.example.org".to_owned());
    }
    Ok(text.to_owned())
}

/// Reads `regions=Asia`.
///
/// # Errors
/// What to write instead.
pub(super) fn parse_facet(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() && !value.trim().is_empty() => {
            Ok((field.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write FIELD=VALUE, as in regions=Asia".to_owned()),
    }
}

/// Reads a number from 0 to 1.
///
/// # Errors
/// What to write instead.
pub(super) fn parse_share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a number from 0 to 1, as in 0.5".to_owned())
}
