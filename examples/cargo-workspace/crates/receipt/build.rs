//! Makes the text of receipts into a constant.

use std::{env, fs, path::Path};

fn main() {
    let text = fs::read_to_string("../../text/receipt.txt").expect("the text is there");
    let folder = env::var("OUT_DIR").expect("Cargo says where");
    fs::write(Path::new(&folder).join("receipt.txt"), text.trim_end()).expect("it can be written");
    println!("cargo::rerun-if-changed=../../text/receipt.txt");
}
