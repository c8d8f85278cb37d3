//! What the derive costs: `cargo check` and `cargo build` of 200 entities with and without it, by turns in one run. The
//! median is told of each, and of the ratio of each pair, which holds where a machine's speed drifts.
//!
//! The entities are those of a common service: twelve columns, two relations and a few of SeaORM's own attributes, and
//! no `#[schema(…)]`, so that nothing is compared but the derive.
//!
//! ```sh
//! cargo bench --bench compile_time
//! ```

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const ENTITIES: usize = 200;
const ROUNDS: usize = 9;

fn main() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let place = root.join("target/compile_time");
    let (plain, derived) = (place.join("plain"), place.join("derived"));
    write(&plain, &root, "");
    write(&derived, &root, ", DeriveSchema");
    for action in ["check", "build"] {
        for each in [&plain, &derived] {
            time(each, &place, action);
        }
        let rounds: Vec<_> =
            (0..ROUNDS).map(|_| (time(&plain, &place, action), time(&derived, &place, action))).collect();
        println!(
            "cargo {action}, {ENTITIES} entities: {:.2} s without, {:.2} s with the derive: {:+.1} %",
            median(rounds.iter().map(|(without, _)| *without)),
            median(rounds.iter().map(|(_, with)| *with)),
            (median(rounds.iter().map(|(without, with)| with / without)) - 1.0) * 100.0
        );
    }
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Writes the crate of entities.
fn write(crate_dir: &Path, root: &Path, derive: &str) {
    let name = crate_dir.file_name().expect("a name").to_string_lossy();
    std::fs::create_dir_all(crate_dir.join("src")).expect("a directory under target/");
    let runtime = root.join("schema-runtime");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         schema-runtime = {{ path = {runtime:?} }}\n\
         sea-orm = {{ version = \"2.0.4\", default-features = false, features = \
         [\"macros\", \"with-json\", \"with-chrono\", \"with-uuid\"] }}\n\n[workspace]\n"
    );
    std::fs::write(crate_dir.join("Cargo.toml"), manifest).expect("the manifest");
    std::fs::copy(root.join("Cargo.lock"), crate_dir.join("Cargo.lock")).expect("the lock file");
    let mut lib = String::new();
    for number in 0..ENTITIES {
        let target = number.saturating_sub(1);
        writeln!(lib, "pub mod entity_{number};").expect("a string");
        let text = entity(number, target, derive);
        std::fs::write(crate_dir.join(format!("src/entity_{number}.rs")), text).expect("an entity");
    }
    std::fs::write(crate_dir.join("src/lib.rs"), lib).expect("the crate's root");
}

fn entity(number: usize, target: usize, derive: &str) -> String {
    let import = if derive.is_empty() { "" } else { "use schema_runtime::DeriveSchema;\n" };
    format!(
        r#"{import}use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel{derive})]
#[sea_orm(table_name = "entity_{number}")]
pub struct Model {{
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub parent_id: Option<Uuid>,
    #[sea_orm(unique)]
    pub code: String,
    #[sea_orm(indexed)]
    pub name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub description: Option<String>,
    pub count: i32,
    pub total: Option<i64>,
    pub active: bool,
    pub details: Json,
    pub created_at: DateTimeUtc,
    pub updated_at: Option<DateTimeUtc>,
}}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation{derive})]
pub enum Relation {{
    #[sea_orm(
        belongs_to = "super::entity_{target}::Entity",
        from = "Column::TenantId",
        to = "super::entity_{target}::Column::Id",
        on_delete = "Cascade"
    )]
    Tenant,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id", on_delete = "SetNull")]
    Parent,
}}

impl ActiveModelBehavior for ActiveModel {{}}
"#
    )
}

/// Compiles the crate alone, its dependencies being there already after the first time; in seconds.
fn time(crate_dir: &Path, place: &Path, action: &str) -> f64 {
    let lib = crate_dir.join("src/lib.rs");
    let text = std::fs::read_to_string(&lib).expect("the crate's root");
    std::fs::write(&lib, text).expect("the crate's root");
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    cargo.args([action, "--quiet", "--offline"]).current_dir(crate_dir);
    cargo.env("CARGO_TARGET_DIR", place.join("target")).env("CARGO_INCREMENTAL", "0");
    let start = Instant::now();
    assert!(cargo.status().expect("cargo runs").success(), "the entities compile");
    start.elapsed().as_secs_f64()
}
