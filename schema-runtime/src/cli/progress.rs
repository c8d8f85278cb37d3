//! The names of migrations come in as they run; a bar on stderr shows how far they are when it takes long.

use crate::history::Migrations;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Nobody has to be told of what is over sooner.
const SHORT: Duration = Duration::from_secs(1);

/// Shows a bar once it takes longer than a second; none where stderr is no terminal.
pub(super) fn shown(migrations: &Migrations, runs: u64) -> Migrations {
    let many = migrations.known().names().len() as u64 * runs;
    let state = Mutex::new((Instant::now(), 0_u64, None::<ProgressBar>));
    migrations.clone().watch(move |name| {
        let Ok(mut state) = state.lock() else { return };
        let (start, done, bar) = &mut *state;
        if start.elapsed() > SHORT {
            let bar = bar.get_or_insert_with(|| bar_of(many));
            bar.set_position(*done);
            bar.set_message(name.to_owned());
        }
        *done += 1;
    })
}

fn bar_of(many: u64) -> ProgressBar {
    let bar = ProgressBar::new(many);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} migrations  {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
