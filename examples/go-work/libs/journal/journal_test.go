package journal

import "testing"

func TestFor(t *testing.T) {
	if For("orders") == nil {
		t.Error("there is no journal")
	}
}
