// Package quotes knows a few sayings.
package quotes

var all = []string{
	"Clear is better than clever.",
	"Errors are values.",
	"A little copying is better than a little dependency.",
}

// Pick gives one of the quotes for any number.
func Pick(seed int64) string {
	return all[uint64(seed)%uint64(len(all))]
}
