module example.com/shop/greeting

go 1.25.0
