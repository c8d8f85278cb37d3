//! What a person allows comes in; what a plan does beyond that goes out.

use crate::error::Error;
use crate::generate::NotAllowed;
use crate::model::HazardKind;
use crate::plan::Hazard;
use std::str::FromStr;

/// A kind of hazard, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Allow {
    Kind(HazardKind),
    All,
}

impl FromStr for Allow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self::All);
        }
        HazardKind::ALL.into_iter().find(|kind| kind.name() == text).map(Self::Kind).ok_or_else(|| {
            let names: Vec<_> = HazardKind::ALL.iter().map(|kind| kind.name()).collect();
            format!("it may be {} or all", names.join(", "))
        })
    }
}

impl Allow {
    fn covers(self, hazard: &Hazard) -> bool {
        match self {
            Self::All => true,
            Self::Kind(kind) => kind == hazard.kind,
        }
    }
}

/// Refuses hazards that somebody has to allow and nobody did.
///
/// # Errors
/// [`Error::NotAllowed`] with these.
pub(super) fn require(hazards: &[Hazard], allowed: &[Allow]) -> Result<(), Error> {
    let open =
        |hazard: &&Hazard| hazard.kind.needs_consent() && !allowed.iter().any(|allow| allow.covers(hazard));
    let open: Vec<_> = hazards.iter().filter(open).cloned().collect();
    if open.is_empty() { Ok(()) } else { Err(Error::NotAllowed(NotAllowed(open))) }
}
