// Package ids makes names that are unique.
package ids

import "github.com/google/uuid"

// New is a name that nothing else has, of one kind: `order-…`.
func New(kind string) string {
	return kind + "-" + uuid.NewString()
}
