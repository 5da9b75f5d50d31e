module example.com/shop/mailer

go 1.25.0

require example.com/shop/greeting v0.0.0

replace example.com/shop/greeting => ../../libs/greeting
