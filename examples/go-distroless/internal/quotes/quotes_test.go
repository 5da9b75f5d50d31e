package quotes

import "testing"

func TestPickTakesAnyNumber(t *testing.T) {
	for _, seed := range []int64{-7, 0, 1, 1 << 62} {
		if Pick(seed) == "" {
			t.Errorf("Pick(%d) is empty", seed)
		}
	}
}
