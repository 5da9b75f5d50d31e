//! What customers get.

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/receipt.txt"));

/// The receipt of an order.
pub fn of(number: usize) -> String {
    TEXT.replace("NUMBER", &number.to_string())
}
