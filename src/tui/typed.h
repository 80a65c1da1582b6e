/* Keys as a Vietnamese input method passes them on (TUI.md §2): it takes letters back and sends
 * marked ones in their place. This finds the key that was pressed; it knows no desk and no clock. */
#ifndef TIENDO_TUI_TYPED_H
#define TIENDO_TUI_TYPED_H

#include "tiendo/base.h"

#define TYPED_MOST 16  /* characters: the longest syllable has seven */
#define TYPED_BYTES 8
#define TYPED_KEY 32   /* as screen.h's names */

/* Telex and VNI send the same letters for different keys: "a" and then "s", or "1", is "á". */
enum method { METHOD_UNSAID, METHOD_TELEX, METHOD_VNI };

struct typed {
	enum method method;
	bool method_is_said;  /* by the person: nothing is found out */
	char word[TYPED_MOST][TYPED_BYTES]; /* what the method thinks stands there, by character */
	int count;
	char pressed[TYPED_MOST + 1];       /* the keys that made it */
	int pressed_count;
	bool pressed_is_known, is_made;     /* the method made the word what it is */
	int taken;                          /* characters taken back: a burst has begun */
	bool is_left;                       /* by Shift-Left, not by Backspace */
	bool is_settled, back_is_told, key_is_told; /* of a burst that came apart on the way */
	char fresh[TYPED_MOST + 1][TYPED_BYTES]; /* what came since in their place */
	int fresh_count;
};

/* Keys that are told, in order: to be acted on. */
#define TOLD_MOST (2 * TYPED_MOST + 4)
struct told {
	int count;
	char at[TOLD_MOST][TYPED_KEY];
};

/* Takes a key by name; what is sure now comes out in told. A burst is held until it can be one key
 * only, or another key or typed_settle ends it. What no method sends comes out as it came in. */
void typed_take(struct typed *typed, const char *key, struct told *told);
/* A burst has begun: call typed_settle when nothing has come for TYPED_PATIENCE. */
bool typed_waits(const struct typed *typed);
#define TYPED_PATIENCE 60 /* ms: a method sends all at once, nobody types two keys in it */
void typed_settle(struct typed *typed, struct told *told);
/* The word is over: keys went elsewhere. */
void typed_forget(struct typed *typed);

/* typed_letter.c: a letter and its marks. */
enum shape { SHAPE_NONE, SHAPE_HAT, SHAPE_BREVE, SHAPE_HORN, SHAPE_BAR };
struct letter {
	char base;        /* an ASCII letter or digit; its case is kept */
	enum shape shape;
	int tone;         /* 0: none; then grave, acute, hook, tilde, dot */
};
/* The letters that these characters are; -1 where one is no letter or digit. Room for count. */
int letters_read(char (*characters)[TYPED_BYTES], int count, struct letter *letters);
bool letters_are_plain(const struct letter *letters, int count);
char shape_key(const struct letter *letter, enum method method);
char tone_key(int tone, enum method method);
bool is_combining(const char *character);
bool is_filler(const char *character); /* sent by a method to be taken back at once */

/* typed_burst.c: the two texts of a burst. */
struct burst {
	struct letter old[TYPED_MOST + 1], new[TYPED_MOST + 1];
	int old_count, new_count; /* -1: not letters */
	struct letter word[2 * TYPED_MOST + 1]; /* as a whole, afterwards */
	int word_count;
};
int burst_start(const struct typed *typed); /* where the characters taken back begin */
void burst_read(struct typed *typed, struct burst *burst);

/* What marks are there now that were not, and the other way round, in the first count letters. */
struct difference {
	bool is_same, bases_differ;
	char w;                       /* "w" or "W" where it came back for a "ư"; 0 */
	const struct letter *shaped;  /* got another shape; NULL */
	const struct letter *unshaped; /* lost its shape; NULL */
	int old_tone, new_tone;       /* of the word: it has one, which may move */
};
struct difference burst_compare(const struct burst *burst, int count);
/* How much of the word that is coming is what the keys say that were pressed, unmarked: a method
 * gives them back when a mark is typed twice, or the word turns out to be no Vietnamese. One more
 * is the key that made it. -1: it is something else. */
int spelled_back(const struct typed *typed, const struct burst *burst);
/* The key behind the burst as it is now; is_break: a key that ends words follows at once. */
#define PERSON (-1) /* no method sends this: somebody pressed these keys */
#define NO_KEY 0
#define BACKSPACE 8
int burst_judge(const struct typed *typed, const struct burst *burst, bool is_break);
/* Whether what has come so far can be the beginning of what a method sends. */
bool burst_can_go_on(const struct typed *typed, const struct burst *burst);
/* Whether nothing that may still come would make another key of it. */
bool burst_is_sure(const struct typed *typed, const struct burst *burst);

#endif
