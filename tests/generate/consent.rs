//! What could harm rows is written only where it is allowed by name, and told step by step.

use crate::support::TestDb;
use schema_runtime::plan::HazardKind;
use schema_runtime::{Entities, Error, GenerateOptions, Generated, generate};
use sea_orm::DbBackend;

mod strict {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "consented_cakes")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub title: String,
        pub price: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The same, and its author allows what happens to the price.
mod allowing {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "consented_cakes")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub title: String,
        #[schema(allow(fails_on_existing_rows))]
        pub price: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

async fn prepared(columns: &str) -> TestDb {
    let db = TestDb::of(DbBackend::Postgres).await;
    db.run(&format!("CREATE TABLE consented_cakes (id serial PRIMARY KEY, {columns})")).await;
    db
}

fn entities() -> Entities {
    Entities::none().with::<strict::Entity>()
}

async fn drafted(db: &TestDb, options: GenerateOptions) -> Result<Generated, Error> {
    generate(db, &entities(), options.at(std::time::UNIX_EPOCH)).await
}

#[tokio::test]
async fn what_nobody_allowed_is_refused_with_what_to_say() {
    let db = prepared("title varchar NOT NULL, price integer").await;
    let error = drafted(&db, GenerateOptions::text_only()).await.expect_err("nobody allowed it");
    let Error::NotAllowed(not) = &error else { panic!("{error}") };
    assert_eq!(
        not.0.iter().map(|hazard| (hazard.kind, hazard.object.as_str())).collect::<Vec<_>>(),
        [(HazardKind::FailsOnExistingRows, "consented_cakes.price")]
    );
    let text = error.to_string();
    assert!(
        text.starts_with("nothing was written, because nobody allowed what the migration would do\n"),
        "{text}"
    );
    assert!(text.contains("  fails-on-existing-rows  consented_cakes.price\n"), "{text}");
    assert!(
        text.ends_with(
            "to allow it, say `#[schema(allow(fails_on_existing_rows))]` on the field or the struct, \
             `.allow(HazardKind::FailsOnExistingRows)` of the options, or `--allow fails-on-existing-rows` on the \
             command line"
        ),
        "{text}"
    );

    for options in [
        GenerateOptions::text_only().allow(HazardKind::FailsOnExistingRows),
        GenerateOptions::text_only().allow("fails-on-existing-rows".parse().expect("a hazard")),
        GenerateOptions::text_only().allow_all(),
    ] {
        let Generated::Text(drafts) = drafted(&db, options).await.expect("it is allowed") else {
            panic!("a column may be null")
        };
        let text = &drafts.migrations[0].text;
        assert!(text.contains("        // fails-on-existing-rows: "), "{text}");
    }
    let other = GenerateOptions::text_only().allow(HazardKind::DropsData).allow_all_drops();
    assert!(matches!(drafted(&db, other).await, Err(Error::NotAllowed(_))));
}

#[tokio::test]
async fn an_entity_allows_it_of_a_column() {
    let db = prepared("title varchar NOT NULL, price integer").await;
    let entities = Entities::none().with::<allowing::Entity>();
    let options = GenerateOptions::text_only();
    assert!(matches!(generate(&db, &entities, options.clone()).await, Ok(Generated::Text(_))));
    // And of no other.
    db.run("ALTER TABLE consented_cakes ALTER title DROP NOT NULL").await;
    let error = generate(&db, &entities, options).await.expect_err("nobody allowed that");
    let Error::NotAllowed(not) = &error else { panic!("{error}") };
    assert_eq!(
        not.0.iter().map(|hazard| hazard.object.as_str()).collect::<Vec<_>>(),
        ["consented_cakes.title"]
    );
}

#[tokio::test]
async fn a_drop_is_allowed_by_name_and_a_hazard_is_none() {
    let db = prepared("title varchar NOT NULL, price integer NOT NULL, obsolete text").await;
    let hazards = GenerateOptions::text_only().allow_all();
    assert!(
        matches!(drafted(&db, hazards).await, Ok(Generated::Nothing(_))),
        "nothing goes unless it is named"
    );
    let named = GenerateOptions::text_only().allow_drop("consented_cakes.obsolete");
    let generated = drafted(&db, named).await.expect("it is named, which is all that it needs");
    insta::assert_snapshot!(generated.to_string());
    let mut json = serde_json::to_value(&generated).expect("JSON");
    assert!(json["before"].take()["differences"].is_array());
    assert!(json["migrations"][0]["text"].take().is_string());
    insta::assert_json_snapshot!(json);
    let Generated::Text(drafts) = generated else { panic!("a column goes") };
    let text = &drafts.migrations[0].text;
    assert!(
        text.contains("//! `down` brings back `consented_cakes.obsolete`, but not what was in it.\n"),
        "{text}"
    );
    let comment = "        // drops-data: The values in `consented_cakes.obsolete` are gone afterwards.\n        // Keep a copy";
    assert!(text.contains(comment), "{text}");
}

#[tokio::test]
async fn what_looks_renamed_goes_only_under_its_own_name() {
    let db = prepared("titles varchar NOT NULL DEFAULT '', price integer NOT NULL").await;
    let allow = || GenerateOptions::text_only().allow_all();
    // What it asks for is not what helps a column that was renamed.
    let refused = drafted(&db, GenerateOptions::text_only()).await.expect_err("a title may be missing");
    let hint =
        "If it was `consented_cakes.titles`, say `#[schema(renamed_from = \"titles\")]` in place of that.";
    assert!(matches!(refused, Error::NotAllowed(_)) && refused.to_string().contains(hint), "{refused}");
    // Nothing goes, and the guess is shown.
    let generated = drafted(&db, allow()).await.expect("a column comes");
    let hint = "May be renamed\n  `consented_cakes.title` is missing and `consented_cakes.titles`, which looks like it, \
                is not declared: if it was renamed, say `#[schema(renamed_from = \"titles\")]`";
    assert!(generated.to_string().contains(hint), "{generated}");
    let error = drafted(&db, allow().allow_all_drops()).await.expect_err("it may be a rename");
    assert!(
        matches!(&error, Error::LooksRenamed(alike) if alike[0].gone == "consented_cakes.titles"),
        "{error}"
    );
    assert!(error.to_string().contains("`#[schema(renamed_from = \"titles\")]`"), "{error}");
    let named = allow().allow_all_drops().allow_drop("consented_cakes.titles");
    assert!(matches!(drafted(&db, named).await, Ok(Generated::Text(_))));
}
