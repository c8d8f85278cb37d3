//! Runs many pairs on one database, each from a seed of its own, so that one can be run again alone; counts what came
//! of them.

use super::gene::{Recipe, recipes};
use super::stage::Stage;
use super::trial::{End, Log, Outcome, Pair, trial};
use super::words::Words;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use sea_orm::DbBackend;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

const PAIRS: u32 = 500;
/// A server answers several connections at once, and most of the time goes by waiting for it.
const WORKERS: usize = 8;
/// A failure is made smaller in at most so many trials.
const SHRINKS: u32 = 150;
/// After so many failures there is enough to look at.
const FAILURES: usize = 6;

pub fn all(backend: DbBackend) {
    let number = |name: &str| {
        let text = std::env::var(name).ok()?;
        Some(text.parse::<u32>().unwrap_or_else(|_| panic!("{name} is a number, not `{text}`")))
    };
    let (first, last) = match number("RANDOM_PAIR") {
        Some(pair) => (pair, pair + 1),
        None => (0, number("RANDOM_PAIRS").unwrap_or(PAIRS)),
    };
    let (next, tally, failures) = (AtomicU32::new(first), Mutex::default(), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..WORKERS.min((last - first) as usize) {
            scope.spawn(|| work(backend, &next, last, &tally, &failures));
        }
    });
    let tally: BTreeMap<Outcome, u32> = tally.into_inner().expect("no worker panics");
    let failures: Vec<String> = failures.into_inner().expect("no worker panics");
    let report = report(&tally);
    eprintln!("{backend:?}: {report}");
    assert!(failures.is_empty(), "{}\n{} failed", failures.join("\n"), failures.len());
    if last - first >= PAIRS {
        assert_shares(backend, &tally, &report);
    }
}

/// A generator that mostly makes what is refused proves nothing.
fn assert_shares(backend: DbBackend, tally: &BTreeMap<Outcome, u32>, report: &str) {
    let share = |is: &dyn Fn(&Outcome) -> bool| {
        let all: u32 = tally.values().sum();
        tally.iter().filter(|(outcome, _)| is(outcome)).map(|(_, count)| count).sum::<u32>() * 100 / all
    };
    let arrived = share(&|outcome| matches!(outcome.up, End::Arrived | End::WithoutRows(_)));
    let with_rows = share(&|outcome| outcome.rows && outcome.up == End::Arrived);
    assert!(arrived >= 60, "only {arrived} % arrive on {backend:?}: {report}");
    assert!(with_rows >= 30, "only {with_rows} % arrive with rows on {backend:?}: {report}");
}

fn report(tally: &BTreeMap<Outcome, u32>) -> String {
    let mut lines: Vec<_> = tally
        .iter()
        .map(|(Outcome { rows, up, down }, count)| {
            let rows = if *rows { "rows" } else { "no rows" };
            (*count, format!("{count:6}  {rows}, up: {up:?}, down: {down:?}"))
        })
        .collect();
    lines.sort_by(|a, b| b.cmp(a));
    let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
    format!("{} pairs\n{}", tally.values().sum::<u32>(), lines.join("\n"))
}

fn work(
    backend: DbBackend,
    next: &AtomicU32,
    last: u32,
    tally: &Mutex<BTreeMap<Outcome, u32>>,
    failures: &Mutex<Vec<String>>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let words = Words::of(backend);
    let mut stage = runtime.block_on(Stage::new(&words));
    let can = runtime.block_on(stage.live()).server.capabilities();
    loop {
        let pair = next.fetch_add(1, Ordering::Relaxed);
        if pair >= last || failures.lock().expect("no worker panics").len() >= FAILURES {
            break;
        }
        let mut one = |recipe: &Recipe, log: &mut Log| {
            let pair = Pair::of(&words, can, recipe);
            runtime.block_on(async {
                tokio::time::timeout(
                    std::time::Duration::from_secs(60),
                    trial(&mut stage, &pair, recipe, log),
                )
                .await
                .unwrap_or_else(|_| Err("it hangs".to_owned()))
            })
        };
        match tried(pair, &mut one) {
            Ok(outcome) => *tally.lock().expect("no worker panics").entry(outcome).or_default() += 1,
            Err(recipe) => {
                let mut log = Log::default();
                let why =
                    one(&recipe, &mut log).err().unwrap_or_else(|| "it fails only sometimes".to_owned());
                let text = told(backend, pair, &recipe, &log, &why);
                eprintln!("{text}");
                failures.lock().expect("no worker panics").push(text);
            }
        }
    }
}

/// The outcome, or the smallest recipe that was found to fail.
fn tried(
    pair: u32,
    one: &mut impl FnMut(&Recipe, &mut Log) -> Result<Outcome, String>,
) -> Result<Outcome, Recipe> {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&pair.to_le_bytes());
    let config =
        Config { cases: 1, max_shrink_iters: SHRINKS, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let (last, one) = (std::cell::RefCell::new(None), std::cell::RefCell::new(one));
    let ran = runner.run(&recipes(), |recipe| {
        let outcome = (one.borrow_mut())(&recipe, &mut Log::default()).map_err(TestCaseError::fail)?;
        *last.borrow_mut() = Some(outcome);
        Ok(())
    });
    match ran {
        Ok(()) => Ok(last.into_inner().expect("an outcome")),
        Err(TestError::Fail(_, recipe)) => Err(recipe),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// The pair, what was done, and how to do it again.
fn told(backend: DbBackend, pair: u32, recipe: &Recipe, log: &Log, why: &str) -> String {
    let name = match backend {
        DbBackend::Postgres => "postgres",
        DbBackend::MySql => "mysql",
        _ => "sqlite",
    };
    let exact = if recipe.exact { "as it is written" } else { "what a check says of it" };
    format!(
        "==== {why}\n{}-- to {exact}\n\
         -- run it again: RANDOM_PAIR={pair} cargo test --test suite random::{name}\n==== {}",
        log.0,
        why.lines().next().unwrap_or_default()
    )
}
