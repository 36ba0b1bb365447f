//! Which `Host` a request may name. A page elsewhere can point its own domain name at 127.0.0.1 and read a local
//! daemon through a browser (DNS rebinding); such requests carry that name, and are refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The names the daemon answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostPolicy {
    /// Any: the daemon is reachable from elsewhere anyhow.
    Any,
    /// Loopback addresses, `localhost`, and these names in lower case.
    LoopbackAnd(Vec<String>),
}

impl HostPolicy {
    /// The policy for a daemon bound to `address`; `allowed` are names a proxy on this machine passes on.
    pub fn for_address(address: SocketAddr, allowed: &[String]) -> Self {
        if !address.ip().is_loopback() {
            return Self::Any;
        }
        Self::LoopbackAnd(allowed.iter().map(|name| host_name(name).to_ascii_lowercase()).collect())
    }

    /// True when a request with this `Host` header is answered.
    pub fn accepts(&self, header: &[u8]) -> bool {
        let Self::LoopbackAnd(allowed) = self else {
            return true;
        };
        let Ok(header) = std::str::from_utf8(header) else {
            return false;
        };
        let name = host_name(header.trim()).to_ascii_lowercase();
        is_loopback(&name) || allowed.contains(&name)
    }
}

/// The host without port and without the brackets of an IPv6 address.
fn host_name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or_default();
    }
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

fn is_loopback(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost"
        || name.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || name.parse::<Ipv6Addr>().is_ok_and(|ip| IpAddr::V6(ip).to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, accepted: bool) {
        let policy = HostPolicy::for_address(([127, 0, 0, 1], 7700).into(), &["Search.Example:80".to_owned()]);
        assert_eq!(policy.accepts(host.as_bytes()), accepted, "{host:?}");
    }

    #[test]
    fn loopback_names_and_allowed_ones_are_answered() {
        for host in
            ["localhost", "LOCALHOST:7700", "localhost.:1", "127.0.0.1:7700", "127.9.9.9", "[::1]", "[::1]:7700"]
        {
            check(host, true);
        }
        check("search.example:9999", true);
    }

    #[test]
    fn other_names_are_refused() {
        for host in [
            "evil.example",
            "127.0.0.1.evil.example:7700",
            "localhost.evil.example",
            "10.0.0.1",
            "",
            ":7700",
            "[::2]",
            "é",
        ] {
            check(host, false);
        }
        let policy = HostPolicy::LoopbackAnd(Vec::new());
        assert!(!policy.accepts(b"\xff"));
    }

    #[test]
    fn a_daemon_open_to_the_network_answers_any_name() {
        assert_eq!(HostPolicy::for_address(([0, 0, 0, 0], 7700).into(), &[]), HostPolicy::Any);
    }
}
