//! Packs everything again.

fn main() {
    println!("nothing to pack again");
}
