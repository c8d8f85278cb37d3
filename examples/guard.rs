#[path = "asset_platform/entity/mod.rs"]
mod entity;

fn main() {
    println!("{}", entity::all().tables().unwrap().len());
}
