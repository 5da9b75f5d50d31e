// Package greeting fills in letters.
package greeting

import (
	_ "embed"
	"strings"
)

//go:embed letter.txt
var letter string

// To is the letter to somebody.
func To(name string) string {
	return strings.ReplaceAll(letter, "NAME", name)
}
