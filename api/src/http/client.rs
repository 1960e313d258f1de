//! Where a request comes from.
//!
//! The address of the connection is certain. What `X-Forwarded-For` says anybody can write, so it is heard only where the
//! connection comes from a trusted proxy, and read from its right end: each proxy adds the address it saw.

use std::net::IpAddr;

use poem::Request;

use crate::config::Range;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where a request comes from: the address, of IPv6 the first half, for the second is the caller's to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network(
    /// The network as text.
    pub String,
);

impl Network {
    /// The one a request comes from.
    pub(super) fn of(request: &Request, trusted: &[Range]) -> Self {
        let peer = request
            .remote_addr()
            .as_socket_addr()
            .map(std::net::SocketAddr::ip);
        let headers = request.headers().get_all(FORWARDED_FOR);
        // A header that is no text ends what can be believed, as an entry that is no address does.
        let lines = headers.iter().map(|line| line.to_str().unwrap_or("?"));
        let told: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        Self::at(client(peer, &told, trusted))
    }

    fn at(address: Option<IpAddr>) -> Self {
        Self(match address {
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}")
            }
            None => "unknown".to_owned(),
        })
    }
}

/// The rightmost address that is no trusted proxy's; the last one that can be believed where they all are.
fn client(peer: Option<IpAddr>, told: &[&str], trusted: &[Range]) -> Option<IpAddr> {
    let is_trusted = |address: IpAddr| trusted.iter().any(|range| range.contains(address));
    let mut believed = peer?.to_canonical();
    for entry in told.iter().rev() {
        if !is_trusted(believed) {
            break;
        }
        let Some(address) = address(entry) else { break };
        believed = address.to_canonical();
    }
    Some(believed)
}

/// An address as proxies write it: bare, or with a port.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.trim_start_matches('[').trim_end_matches(']');
    let with_port = || {
        entry
            .parse::<std::net::SocketAddr>()
            .ok()
            .map(|socket| socket.ip())
    };
    bare.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, told: &[&str], trusted: &[&str]) -> String {
        let trusted: Vec<Range> = trusted
            .iter()
            .map(|range| range.parse().expect("a range"))
            .collect();
        Network::at(client(peer.parse().ok(), told, &trusted)).0
    }

    #[test]
    fn nobody_is_believed_without_being_trusted() {
        assert_eq!(of("203.0.113.7", &["198.51.100.1"], &[]), "203.0.113.7");
        assert_eq!(
            of("203.0.113.7", &["198.51.100.1"], &["10.0.0.0/8"]),
            "203.0.113.7"
        );
        assert_eq!(of("", &["198.51.100.1"], &["0.0.0.0/0"]), "unknown");
    }

    #[test]
    fn the_rightmost_address_that_is_no_proxy_is_the_caller() {
        let proxies = ["10.0.0.0/8", "::1"];
        assert_eq!(of("10.0.0.1", &["198.51.100.1"], &proxies), "198.51.100.1");
        assert_eq!(of("::1", &["198.51.100.1", "10.9.9.9"], &proxies), "198.51.100.1");
        // What stands further left the caller wrote.
        assert_eq!(
            of("10.0.0.1", &["192.0.2.66", "198.51.100.1"], &proxies),
            "198.51.100.1"
        );
        assert_eq!(of("10.0.0.1", &["198.51.100.1:5123"], &proxies), "198.51.100.1");
        assert_eq!(
            of("10.0.0.1", &["[2001:db8:1:2:3::4]:5123"], &proxies),
            "2001:db8:1:2"
        );
        assert_eq!(of("10.0.0.1", &["2001:db8:1:2:3::4"], &proxies), "2001:db8:1:2");
        assert_eq!(
            of("::ffff:10.0.0.1", &["::ffff:198.51.100.1"], &proxies),
            "198.51.100.1"
        );
        // All of them are proxies, or one says nothing that can be read.
        assert_eq!(of("10.0.0.1", &["10.0.0.3", "10.0.0.2"], &proxies), "10.0.0.3");
        assert_eq!(of("10.0.0.1", &["198.51.100.1", "unknown"], &proxies), "10.0.0.1");
        assert_eq!(of("10.0.0.1", &[], &proxies), "10.0.0.1");
    }
}
