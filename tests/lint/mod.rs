//! Entities alone, as their readers would look at them.

use schema_runtime::backend::Backend;
use schema_runtime::lint::{Finding, Rule, lint};
use schema_runtime::{Entities, Error, Lint};

/// What the derive knows and a table does not tell: enums, and what is allowed.
mod job {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(10))", rename_all = "snake_case")]
    pub enum State {
        Waiting,
        Done,
    }

    #[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "i32", db_type = "Integer")]
    pub enum Urgency {
        Low = 1,
        High = 2,
    }

    #[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
    pub struct Title(String);

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "jobs")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub title: Title,
        pub state: State,
        pub before: Option<State>,
        #[schema(check_values)]
        pub next: State,
        #[schema(allow(enum_without_check))]
        pub last: State,
        pub urgency: Urgency,
        pub visible: bool,
        #[sea_orm(default_value = false)]
        pub locked: bool,
        pub payload: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub answer: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod job_note {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "job_note")]
    #[schema(allow(singular_and_plural, json_not_binary), index(columns(job_id)), index(columns(job_id, at)))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub job_id: i64,
        pub at: DateTime,
        pub body: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod job_kind {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "weight", rename_all = "snake_case")]
    pub enum Weight {
        Light,
        Heavy,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "job_kinds")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub weight: Weight,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod guest {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "guests")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "Text")]
        pub tenant_id: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

fn jobs() -> Entities {
    Entities::none().with::<job::Entity>().with::<job_note::Entity>()
}

fn on(entities: &Entities, backend: Backend) -> Lint {
    lint(entities, backend).expect("they can be read")
}

fn found(lint: &Lint) -> Vec<String> {
    lint.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.path())).collect()
}

#[test]
fn what_is_not_allowed_is_found_where_it_stands() {
    let lint = on(&jobs(), Backend::Postgres);
    let all = [
        "enum_without_check jobs.state",
        "enum_without_check jobs.before",
        "bool_without_default jobs.visible",
        "json_not_binary jobs.payload",
        "redundant_index job_note.job_id",
        "types_differ job_note.job_id",
    ];
    assert_eq!(found(&lint), all, "{lint}");
    let lines: Vec<_> = include_str!("mod.rs").lines().collect();
    for Finding { location, columns, .. } in &lint.findings {
        let location = location.expect("it is declared");
        assert!(location.file.ends_with("tests/lint/mod.rs"));
        let line = lines[location.line as usize - 1];
        assert!(line.contains(&columns[0]), "{line} declares {columns:?}");
    }
}

#[test]
fn what_a_database_does_by_itself_is_not_asked_of_it() {
    for backend in [Backend::MySql, Backend::Sqlite] {
        let lint = on(&jobs(), backend);
        assert!(lint.findings.iter().all(|finding| finding.rule != Rule::JsonNotBinary), "{lint}");
    }
    // An enum of the database's is text where there are none.
    let enums = |backend| {
        let findings = on(&Entities::none().with::<job_kind::Entity>(), backend).findings;
        findings.iter().any(|finding| finding.rule == Rule::EnumWithoutCheck)
    };
    assert_eq!([Backend::Postgres, Backend::MySql, Backend::Sqlite].map(enums), [false, false, true]);
    let platform = crate::asset_platform::entity::all();
    let lint = on(&platform, Backend::MySql);
    assert!(lint.findings.iter().all(|finding| finding.rule != Rule::KeyWithoutIndex), "{lint}");
}

#[test]
fn of_no_entities_nothing_is_said() {
    assert!(matches!(lint(&Entities::none(), Backend::Postgres), Err(Error::NoEntities)));
}

/// Point 1 of the case: the entities agree on `tenant_id`, until one says text.
#[test]
fn columns_called_tenant_id_have_one_type() {
    let entities = crate::rbac_profiles::plain();
    let differ = |entities: &Entities| {
        let findings = on(entities, Backend::Postgres).findings.into_iter();
        findings.filter(|finding| finding.rule == Rule::TypesDiffer).collect::<Vec<_>>()
    };
    assert_eq!(differ(&entities), []);
    let with_text = differ(&entities.with::<guest::Entity>());
    assert_eq!(with_text.iter().map(Finding::path).collect::<Vec<_>>(), ["guests.tenant_id"]);
    assert!(with_text[0].says.starts_with("`text` here, and `uuid` in `"), "{}", with_text[0].says);
}

#[test]
fn the_asset_platform_as_a_reader_would_look_at_it() {
    let lint = on(&crate::asset_platform::entity::all(), Backend::Postgres);
    insta::assert_snapshot!("asset_platform", lint);
    insta::assert_snapshot!("asset_platform_markdown", lint.markdown());
    let json = serde_json::to_value(&lint).expect("it is JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(lint.findings.len()));
}
