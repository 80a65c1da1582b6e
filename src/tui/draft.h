/* What was half typed when a session ended: files of the person's own, one for each field. */
#ifndef TIENDO_TUI_DRAFT_H
#define TIENDO_TUI_DRAFT_H

#include "tiendo/app.h"

#define DRAFT_NAME 24
#define DRAFTS_MOST 32 /* in a folder, besides those of sessions that are open */
#define DRAFT_DAYS 30  /* older ones go */

struct desk;

/* One that this session keeps. Its file is open and locked for as long as the session lives, so that
 * no other is offered what is still being typed, and everybody is once it is dead. */
struct draft {
	char name[DRAFT_NAME]; /* in the folder; "": there is none */
	int file;
	uint64_t print; /* of what is in it */
};

struct drafts {
	struct draft at[ARGUMENTS + 1]; /* by argument; the last is the line at `:` */
	uint64_t offered; /* of the text that the field which is open began with; 0: of none */
	bool is_stale;    /* something else stands there now than when it was typed */
};

/* draft_file.c: key says what a field is of, start what stood there, text what was typed. */
uint64_t draft_print(const char *bytes, size_t length);
/* Puts it in the place of what the draft was; where it cannot be written, that stays. */
bool draft_write(const char *folder, struct draft *draft, const char *key, const char *start,
	const char *text);
/* The newest with that key which no session keeps, from now on this one's. Strings go into the pool. */
bool draft_find(const char *folder, struct draft *draft, const char *key, struct pool *pool,
	const char **start, const char **text);
void draft_release(struct draft *draft); /* the file stays, for anybody */
void draft_remove(const char *folder, struct draft *draft);
/* Removes those that no session keeps and are too old, too many or not whole. Returns how many of the
 * rest have a key that begins so, and the newest one's key. */
size_t drafts_settle(const char *folder, const char *begin, struct pool *pool, const char **key);

/* draft.c */
/* All that is typed of the field or fields that are open, as far as it changed since: at the end, and
 * now and then for a death that leaves no time. */
void draft_keep(struct desk *desk);
/* The field that is open was answered; others of the same command may come. */
void draft_note_answer(struct desk *desk);
/* What was typed was answered or left: its drafts go. */
void draft_drop(struct desk *desk);
/* The text that is to stand in the field about to open: what was half typed of it, or start. */
const char *draft_offer(struct desk *desk, const char *start);
void draft_offer_line(struct desk *desk); /* the same at `:`, in desk->edit */
/* Says so in out, as long as the field has what was offered; false: it has not. */
bool draft_tell_offer(const struct desk *desk, char *out, size_t size);
void draft_tell(struct desk *desk); /* that there are some, when the screen opens */
void drafts_close(struct desk *desk); /* they stay for the next session */

#endif
