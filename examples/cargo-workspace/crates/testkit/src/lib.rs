//! Data for tests.

/// Things to order.
pub const ITEMS: [&str; 2] = ["tea", "bread"];
