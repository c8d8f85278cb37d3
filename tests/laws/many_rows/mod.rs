//! Ten thousand rows go along.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .converts("readings.sensor")
        .loses("readings.sensor")
        .finds("SELECT COUNT(*) FROM readings WHERE tenths = celsius * 10", 10_000)
        .finds("SELECT COUNT(*) FROM readings WHERE sensor = 0", 1_000);
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
