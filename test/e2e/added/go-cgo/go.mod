module example.com/sums

go 1.25.0

require github.com/google/uuid v1.6.0

require github.com/mitchellh/go-homedir v1.1.0 // indirect
