//! Addresses of proxies that are trusted to tell where a request comes from.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

use super::Problem;

/// A range of addresses, as `10.0.0.0/8` writes it; a single one without the stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    first: IpAddr,
    prefix: u8,
}

impl Range {
    /// Whether an address lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(_), IpAddr::V4(_)) | (IpAddr::V6(_), IpAddr::V6(_)) => {
                masked(self.first, self.prefix) == masked(address.to_canonical(), self.prefix)
            }
            _ => false,
        }
    }
}

/// The first `prefix` bits of an address.
fn masked(address: IpAddr, prefix: u8) -> u128 {
    let (bits, width) = match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
        IpAddr::V6(address) => (Ipv6Addr::to_bits(address), 128),
    };
    bits.checked_shr(width - u32::from(prefix)).unwrap_or(0)
}

impl FromStr for Range {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let first: IpAddr = address.trim().parse().map_err(|_| ())?;
        let width = if first.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) => prefix.trim().parse().map_err(|_| ())?,
            None => width,
        };
        if prefix > width {
            return Err(());
        }
        Ok(Self { first, prefix })
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}/{}", self.first, self.prefix)
    }
}

/// Reads `GUILDHALL_TRUSTED_PROXIES`.
pub(super) fn parse(text: &str) -> Result<Vec<Range>, Problem> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            part.parse().map_err(|()| {
                Problem(format!(
                    "GUILDHALL_TRUSTED_PROXIES holds {part}; it must be addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, with commas between them."
                ))
            })
        })
        .collect()
}

/// The ranges as an operator reads them.
pub(super) fn shown(ranges: &[Range]) -> String {
    let ranges: Vec<String> = ranges.iter().map(ToString::to_string).collect();
    if ranges.is_empty() {
        "none".to_owned()
    } else {
        ranges.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_its_own_addresses() {
        let holds = |range: &str, address: &str| {
            let range: Range = range.parse().expect("a range");
            range.contains(address.parse().expect("an address"))
        };
        assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("127.0.0.1", "127.0.0.1") && !holds("127.0.0.1", "127.0.0.2"));
        assert!(
            holds("127.0.0.1", "::ffff:127.0.0.1"),
            "the same address in the other family's clothes"
        );
        assert!(holds("fd00::/8", "fd12::1") && !holds("fd00::/8", "fe80::1"));
        assert!(holds("0.0.0.0/0", "203.0.113.7") && !holds("0.0.0.0/0", "2001:db8::1"));
        for broken in ["", "proxy", "10.0.0.0/33", "::1/129", "10.0.0.0/x", "10.0.0/8"] {
            assert!(broken.parse::<Range>().is_err(), "{broken}");
        }
        assert_eq!(parse("127.0.0.1, ::1").expect("two").len(), 2);
        assert!(parse("127.0.0.1, nowhere").is_err());
    }
}
