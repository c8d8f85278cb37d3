//! What a new installation starts with; whatever is there already stays as it is.

use super::entity::{brand, brand_member, tenant, tenant_role, tenant_user, user};
use crate::support::TestDb;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, Set};
use std::collections::BTreeMap;

const TENANTS: [&str; 5] = ["acme", "birch", "cedar", "delta", "elm"];
const USERS: [&str; 4] = ["ada", "ben", "cleo", "dan"];
/// Whose users are whose, and what they are: a name of [`USERS`], one of [`TENANTS`].
const LINKS: [(&str, &str); 8] = [
    ("ada", "acme"),
    ("ada", "birch"),
    ("ben", "acme"),
    ("ben", "cedar"),
    ("cleo", "cedar"),
    ("cleo", "delta"),
    ("dan", "delta"),
    ("dan", "elm"),
];
const BRANDS: [(&str, &str); 8] = [
    ("acme", "anvils"),
    ("acme", "rockets"),
    ("birch", "paper"),
    ("birch", "pens"),
    ("cedar", "chests"),
    ("cedar", "shingles"),
    ("delta", "boats"),
    ("elm", "bows"),
];
const MEMBERS: [(&str, &str, brand_member::Role); 11] = [
    ("anvils", "ada", brand_member::Role::Owner),
    ("anvils", "ben", brand_member::Role::Viewer),
    ("rockets", "ada", brand_member::Role::Admin),
    ("rockets", "ben", brand_member::Role::Member),
    ("paper", "ada", brand_member::Role::Owner),
    ("pens", "ada", brand_member::Role::Member),
    ("chests", "ben", brand_member::Role::Owner),
    ("chests", "cleo", brand_member::Role::Member),
    ("shingles", "cleo", brand_member::Role::Admin),
    ("boats", "dan", brand_member::Role::Owner),
    ("bows", "dan", brand_member::Role::Viewer),
];

/// Inserts, and leaves what is there by these columns as it is.
async fn sow<A, M, C>(db: &DatabaseConnection, rows: M, by: C) -> Result<(), DbErr>
where
    A: ActiveModelTrait,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    M: IntoIterator<Item = A>,
    C: IntoIterator<Item = <A::Entity as EntityTrait>::Column>,
{
    let stay = OnConflict::columns(by).do_nothing().to_owned();
    <A::Entity as EntityTrait>::insert_many(rows).on_conflict(stay).exec_without_returning(db).await?;
    Ok(())
}

pub(super) async fn seed(db: &DatabaseConnection) -> Result<(), DbErr> {
    sow(db, TENANTS.map(a_tenant), [tenant::Column::Slug]).await?;
    sow(db, USERS.map(a_user), [user::Column::Email]).await?;
    sow(db, TENANTS.map(an_owner), [tenant_role::Column::Id]).await?;
    // Whoever was there by e-mail has an id of their own.
    let there = user::Entity::find().all(db).await?;
    let ids: BTreeMap<String, String> = there.into_iter().map(|user| (user.email, user.id)).collect();
    let id = |name: &str| ids[&email(name)].clone();
    let links = LINKS.map(|(user, tenant)| tenant_user::ActiveModel {
        tenant_id: Set(of("tenant", tenant)),
        user_id: Set(id(user)),
        role_id: Set(Some(of("role", tenant))),
        ..Default::default()
    });
    sow(db, links, [tenant_user::Column::TenantId, tenant_user::Column::UserId]).await?;
    let brands = BRANDS.map(|(tenant, name)| brand::ActiveModel {
        id: Set(of("brand", name)),
        tenant_id: Set(of("tenant", tenant)),
        name: Set(name.to_owned()),
        slug: Set(name.to_owned()),
        ..Default::default()
    });
    sow(db, brands, [brand::Column::TenantId, brand::Column::Slug]).await?;
    let tenants: BTreeMap<_, _> = BRANDS.into_iter().map(|(tenant, name)| (name, tenant)).collect();
    let members = MEMBERS.map(|(name, user, role)| brand_member::ActiveModel {
        id: Set(of(name, user)),
        brand_id: Set(of("brand", name)),
        user_id: Set(id(user)),
        tenant_id: Set(of("tenant", tenants[name])),
        role: Set(role),
        ..Default::default()
    });
    sow(db, members, [brand_member::Column::BrandId, brand_member::Column::UserId]).await
}

fn a_tenant(name: &str) -> tenant::ActiveModel {
    tenant::ActiveModel {
        id: Set(of("tenant", name)),
        name: Set(name.to_owned()),
        slug: Set(name.to_owned()),
        ..Default::default()
    }
}

fn a_user(name: &str) -> user::ActiveModel {
    user::ActiveModel {
        id: Set(of("user", name)),
        email: Set(email(name)),
        first_name: Set(Some(name.to_owned())),
        ..Default::default()
    }
}

fn an_owner(tenant: &str) -> tenant_role::ActiveModel {
    tenant_role::ActiveModel {
        id: Set(of("role", tenant)),
        tenant_id: Set(of("tenant", tenant)),
        name: Set("owner".to_owned()),
        permissions: Set(serde_json::json!(["*"])),
        is_system_role: Set(Some(true)),
        ..Default::default()
    }
}

fn of(kind: &str, name: &str) -> String {
    format!("{kind}-{name}")
}

fn email(name: &str) -> String {
    format!("{name}@example.org")
}

/// Every row of every table that is sown, as text.
pub(super) async fn contents(db: &TestDb) -> Vec<Vec<String>> {
    let mut contents = Vec::new();
    for table in ["tenants", "users", "tenant_roles", "tenant_users", "brands", "brand_members"] {
        contents.push(db.texts(&format!("SELECT t::text FROM {table} AS t ORDER BY 1")).await);
    }
    contents
}
