//! Somebody who uses a table once a millisecond, and notes how long that takes.

use sea_orm::{ConnectionTrait, Database};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

pub(super) struct Neighbour {
    done: Arc<AtomicBool>,
    notes: JoinHandle<(u32, Duration)>,
}

impl Neighbour {
    /// On a connection and a thread of its own.
    pub(super) async fn begin(url: &str) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let (url, end) = (url.to_owned(), Arc::clone(&done));
        let (begun, waits) = tokio::sync::oneshot::channel();
        let notes = tokio::task::spawn_blocking(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let db = Database::connect(&url).await.expect("a connection");
                begun.send(()).expect("somebody waits");
                let (mut times, mut longest) = (0, Duration::ZERO);
                while !end.load(Ordering::Relaxed) {
                    let start = Instant::now();
                    let using = "UPDATE user_roles SET role_id = 3 - role_id \
                                 WHERE id = (SELECT id FROM user_roles ORDER BY id LIMIT 1)";
                    db.execute_unprepared(using).await.expect("the table can be used");
                    longest = longest.max(start.elapsed());
                    times += 1;
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                (times, longest)
            })
        });
        waits.await.expect("it begins");
        Self { done, notes }
    }

    /// How often it used the table, and how long it waited for it at most.
    pub(super) async fn end(self) -> (u32, Duration) {
        self.done.store(true, Ordering::Relaxed);
        self.notes.await.expect("nothing went wrong")
    }
}
