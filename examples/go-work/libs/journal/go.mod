module example.com/shop/journal

go 1.25.0
