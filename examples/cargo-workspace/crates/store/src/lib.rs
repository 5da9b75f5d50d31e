//! What was ordered, in memory.

/// Orders by their number.
#[derive(Default)]
pub struct Store {
    orders: Vec<String>,
}

impl Store {
    /// Keeps an order and answers with its number.
    pub fn add(&mut self, item: &str) -> usize {
        log::info!("ordered: {item}");
        self.orders.push(item.to_owned());
        self.orders.len()
    }

    /// The items of all orders.
    pub fn items(&self) -> &[String] {
        &self.orders
    }
}

#[cfg(test)]
mod tests {
    use super::Store;

    #[test]
    fn numbers_orders() {
        let mut store = Store::default();
        for (index, item) in testkit::ITEMS.iter().enumerate() {
            assert_eq!(store.add(item), index + 1);
        }
        assert_eq!(store.items(), testkit::ITEMS);
    }
}
