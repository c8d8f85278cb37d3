//! What a person allows comes in; what a plan does beyond that goes out.

use crate::error::Error;
use crate::generate::{GenerateOptions, NotAllowed};
use crate::model::HazardKind;
use crate::plan::Hazard;
use clap::Args;
use std::str::FromStr;

/// What may happen to rows.
#[derive(Debug, Args)]
pub(super) struct Consent {
    /// What may happen to rows: drops-data (so that what only the database has goes), narrows-type,
    /// fails-on-existing-rows, … or all
    #[arg(long, value_name = "HAZARD", num_args = 1.., value_delimiter = ',')]
    allow: Vec<Allow>,
}

/// A kind of hazard, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Allow {
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

impl Consent {
    /// Refuses hazards that somebody has to allow and nobody did.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] with these.
    pub(super) fn require(&self, hazards: &[Hazard]) -> Result<(), Error> {
        let allows = |hazard: &Hazard| {
            self.allow.iter().any(|allow| match allow {
                Allow::All => true,
                Allow::Kind(kind) => *kind == hazard.kind,
            })
        };
        let open = |hazard: &&Hazard| hazard.kind.needs_consent() && !allows(hazard);
        let open: Vec<_> = hazards.iter().filter(open).cloned().collect();
        if open.is_empty() { Ok(()) } else { Err(Error::NotAllowed(NotAllowed(open))) }
    }

    /// Whether what only the database has goes.
    pub(super) fn drops(&self) -> bool {
        self.allow.iter().any(|allow| matches!(allow, Allow::All | Allow::Kind(HazardKind::DropsData)))
    }

    /// The options with this consent: whoever allows that data goes, or all, allows that what only the database has goes.
    pub(super) fn grant(&self, options: GenerateOptions) -> GenerateOptions {
        self.allow.iter().fold(options, |options, allow| match allow {
            Allow::All => options.allow_all().allow_all_drops(),
            Allow::Kind(HazardKind::DropsData) => options.allow(HazardKind::DropsData).allow_all_drops(),
            Allow::Kind(kind) => options.allow(*kind),
        })
    }
}
