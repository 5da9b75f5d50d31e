// Package journal writes what happens to the standard output, one JSON object a line.
package journal

import (
	"log/slog"
	"os"
)

// For gives the journal of a service.
func For(service string) *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stdout, nil)).With("service", service)
}
