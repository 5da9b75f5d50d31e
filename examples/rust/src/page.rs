const TEMPLATE: &str = include_str!("page.html");

/// Fills the page's template, which is compiled into the program.
pub fn render(visits: u64) -> String {
    TEMPLATE.replace("{visits}", &visits.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_says_the_number() {
        assert!(super::render(42).contains("visit 42"));
    }
}
