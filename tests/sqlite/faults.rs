//! A migration that makes tables again is cut off, at each of its steps in turn: the database is as it was before, or
//! all is done, and no connection is left without its foreign keys.

use super::pool::{Pool, state};
use super::rebuild::{BOOKS, down, up};
use sea_orm::{ConnectionTrait, DbErr, TransactionTrait};
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

/// What happens to a future that is polled once too often.
#[derive(Clone, Copy)]
enum Cut {
    Drop,
    Panic,
}

/// A future that is cut off after so many polls, and gives `None` then.
struct Until<F> {
    future: Pin<Box<F>>,
    polls: usize,
    cut: Cut,
}

impl<F: Future> Future for Until<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return match self.cut {
                Cut::Drop => Poll::Ready(None),
                Cut::Panic => panic!("cut off"),
            };
        }
        self.polls -= 1;
        self.future.as_mut().poll(context).map(Some)
    }
}

/// Cuts the migration off after one poll, after two, and so on until it is done; how often it was cut off.
async fn cut_off_everywhere(cut: Cut) -> usize {
    let pool = std::sync::Arc::new(Pool::of_five(BOOKS).await);
    let before = state(&pool.db).await;
    for polls in 1.. {
        let here = pool.clone();
        let run = async move {
            let future = Box::pin(async { up(&here).await });
            Until { future, polls, cut }.await
        };
        let result = tokio::spawn(run).await;
        assert_eq!(pool.keys().await, [true; 5], "after {polls} polls");
        let after = state(&pool.db).await;
        match result {
            Ok(Some(done)) => {
                done.expect("it runs");
                assert_ne!(after, before);
                return polls - 1;
            }
            // The commit may be done, and the word of it be lost.
            Ok(None) | Err(_) if after != before => {
                down(&pool).await.expect("it is as if it had not been cut off");
                return polls;
            }
            Ok(None) | Err(_) => {}
        }
    }
    unreachable!("it ends")
}

// How often one is caught waiting for the thread of the database depends on what else the machine does.
#[tokio::test(flavor = "multi_thread")]
async fn a_future_that_is_dropped_anywhere() {
    assert!(cut_off_everywhere(Cut::Drop).await > 1);
}

#[tokio::test]
async fn a_future_that_is_dropped_anywhere_on_one_thread() {
    assert!(cut_off_everywhere(Cut::Drop).await > 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_anywhere() {
    assert!(cut_off_everywhere(Cut::Panic).await > 1);
}

#[tokio::test]
async fn a_disk_that_is_full_at_each_page_in_turn() {
    let pool = Pool::of(BOOKS, 1).await;
    // Rows that need pages.
    pool.run(
        "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) \
              INSERT INTO books (id, title, shelf_id) SELECT i, 'title ' || i, 1 FROM n",
    )
    .await;
    let before = state(&pool.db).await;
    let pages = pool.count("PRAGMA page_count").await;
    let mut failures = Vec::new();
    for room in 0.. {
        pool.run(&format!("PRAGMA max_page_count = {}", pages + room)).await;
        match up(&pool).await {
            Ok(()) => break,
            Err(error) => failures.push(error.to_string()),
        }
        assert_eq!(pool.keys().await, [true]);
        assert_eq!(state(&pool.db).await, before);
    }
    assert!(failures.len() > 5, "{failures:?}");
    for failure in &failures {
        assert!(failure.contains("cannot rebuild the table `") && failure.contains("full"), "{failure}");
    }
}

/// Stops the connection's instruction that is the `at`-th from here on, and no other; how many there were is counted.
async fn stop_at(pool: &Pool, at: usize) -> Arc<AtomicUsize> {
    let counted = Arc::new(AtomicUsize::new(0));
    let counter = counted.clone();
    let mut connection = pool.db.get_sqlite_connection_pool().acquire().await.expect("a connection");
    let mut handle = connection.lock_handle().await.expect("its handle");
    handle.set_progress_handler(1, move || counter.fetch_add(1, Ordering::Relaxed) + 1 != at);
    counted
}

/// SQLite runs a statement as a program: an instruction of a program that fails is a statement that fails.
#[tokio::test]
async fn each_statement_in_turn_that_fails() {
    /// Fewer than the shortest statement has.
    const STRIDE: usize = 3;
    let pool = Pool::of(BOOKS, 1).await;
    let mut before = state(&pool.db).await;
    let mut steps = BTreeSet::new();
    for at in (1..).step_by(STRIDE) {
        let counted = stop_at(&pool, at).await;
        let result = up(&pool).await;
        let was_stopped = counted.load(Ordering::Relaxed) >= at;
        stop_at(&pool, 0).await;
        assert_eq!(pool.keys().await, [true], "stopped at {at}");
        match result {
            Err(error) => {
                assert_eq!(state(&pool.db).await, before, "stopped at {at}: {error}");
                steps.insert(error.to_string());
            }
            Ok(()) if was_stopped => {
                // What it did not need failed, so it is done.
                assert_ne!(state(&pool.db).await, before, "stopped at {at}");
                down(&pool).await.expect("it leads back");
                before = state(&pool.db).await;
            }
            Ok(()) => break,
        }
    }
    assert_ne!(state(&pool.db).await, before);
    assert!(steps.len() > 3, "{steps:?}");
}

#[tokio::test]
async fn another_that_writes_is_waited_for_and_then_named() {
    let pool = Pool::of_five(BOOKS).await;
    let before = state(&pool.db).await;
    let other = pool.db.begin().await.expect("another");
    other.execute_unprepared("INSERT INTO log VALUES ('x')").await.expect("it writes");
    let error: DbErr = up(&pool).await.expect_err("it waits five seconds");
    assert!(error.to_string().contains("cannot begin a transaction without foreign keys"), "{error}");
    other.rollback().await.expect("it ends");
    assert_eq!(pool.keys().await, [true; 5]);
    assert_eq!(state(&pool.db).await, before);

    let other = pool.db.begin().await.expect("another");
    other.execute_unprepared("INSERT INTO log VALUES ('x')").await.expect("it writes");
    let (done, ()) = tokio::join!(up(&pool), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        other.rollback().await.expect("it ends");
    });
    done.expect("it waited");
}
