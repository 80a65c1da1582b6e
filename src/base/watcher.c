/* Long work tells how far it is and may be told to stop. */
#include "inner.h"

bool watcher_tell(const struct watcher *watcher, enum stage stage, size_t done, size_t total)
{
	return done % TELL_EVERY != 0 || !watcher || !watcher->tell ||
		watcher->tell(watcher->context, stage, done, total);
}

const char *stage_name(enum stage stage)
{
	switch (stage) {
	case STAGE_READ:
		/* TRANSLATORS: a file is being read, checked or written to the database: "reading 40%" */
		return say(N_("reading"));
	case STAGE_CHECK:
		return say(N_("checking"));
	case STAGE_WRITE:
		return say(N_("writing"));
	case STAGE_WAIT:
		return say(N_("somebody else is writing: waiting"));
	}
	return "";
}
