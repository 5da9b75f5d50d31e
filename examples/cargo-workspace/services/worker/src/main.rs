//! Packs what was ordered.

use store::Store;

fn main() {
    let mut store = Store::default();
    store.add("tea");
    for item in store.items() {
        println!("packed: {item}");
    }
}
