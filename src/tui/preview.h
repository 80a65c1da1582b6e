/* The preview of an import: opened, drawn and left by the desk; then what its own files share. */
#ifndef TIENDO_TUI_PREVIEW_H
#define TIENDO_TUI_PREVIEW_H

#include "canvas.h"
#include "tiendo/app.h"

struct desk;
struct layout;
struct preview;

/* preview.c */
/* Reads the file that a request of `import` names and goes to its preview; nothing is written. */
void preview_open(struct desk *desk, const struct request *request);
void preview_free(struct preview *preview); /* NULL allowed */
bool preview_move(struct desk *desk, enum move move); /* false: none of the preview's */
void preview_reword(struct desk *desk);    /* the language is another */
/* What prompts of the preview ask: the reading of what is typed, and the answer. */
void preview_read(struct desk *desk, const char *text);
void preview_answer(struct desk *desk);
void preview_title(const struct desk *desk, char *out, size_t size);
/* preview_draw.c */
void preview_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout);
/* The entry under the cursor in one line, for a window too small for a list. */
void preview_row_text(const struct desk *desk, char *out, size_t size);

/* ---- of its own files ------------------------------------------------------------------------ */

/* Kinds of entries; `f` goes round those that there are any of. */
enum kind {
	KIND_ALL, KIND_ERRORS, KIND_CONFLICTS, KIND_WARNINGS, KIND_DECIDED, KIND_CHANGED, KIND_ADDED, KIND_REMOVED,
	KIND_SAME, KIND_COLUMNS, KINDS
};

#define UNKNOWN UINT32_MAX

/* A complaint, a change (one per field where it changes a row), or a column of the file. */
struct entry {
	enum kind kind; /* never KIND_ALL */
	uint32_t index; /* of the complaint, the change or the column */
	uint32_t field; /* of a row that is changed; of a conflict its change, UNKNOWN where none is */
};

struct preview {
	struct import import;
	size_t *mended; /* how many cells each act mended, so that one key takes back one act */
	size_t mended_count;
	enum kind shown;
	struct entry *entries; /* what is shown, in the order of the file */
	size_t count, room;
	size_t at, top;
	size_t decided; /* rows in which both sides changed a cell, and a side was chosen */
};

/* preview.c */
size_t preview_of(const struct preview *preview, enum kind kind); /* rows, warnings or columns */
const struct entry *preview_here(const struct preview *preview); /* NULL: there is none */
const struct complaint *entry_complaint(const struct preview *preview, const struct entry *entry);
const struct import_change *entry_change(const struct preview *preview, const struct entry *entry);
long entry_line(const struct preview *preview, const struct entry *entry);
/* The heading of the cell that an entry is about; "" where it is about none. */
const char *entry_column(const struct preview *preview, const struct entry *entry);
void preview_show(struct preview *preview, enum kind kind); /* fills the list */
/* The line of the entry under the cursor, 0 of none; and the cursor on the first entry from a line on. */
long preview_line(const struct preview *preview);
void preview_seek(struct preview *preview, long line);
bool entry_is_wrong(const struct entry *entry); /* an error or a conflict */
bool preview_find_error(struct preview *preview, int by); /* the next, by 1 or -1; false: none */
bool preview_takes_nothing(const struct preview *preview);
size_t preview_taken(const struct preview *preview); /* rows that would be taken in */

/* preview_open.c */
/* Prepares again and stays at the line it was at. False, said, where that failed. */
bool preview_again(struct desk *desk);
void preview_leave(struct desk *desk);

/* preview_text.c */
/* Shown as office and file call it: "Mã đơn vị: "70" → 705", "703 II.1.b · Ngày xong: - → 28/6". */
void entry_write(const struct preview *preview, const struct entry *entry, struct buffer *out);
/* All that is known of it, display-clean, and the keys that help. */
void entry_detail(const struct desk *desk, const struct entry *entry, struct buffer *out,
	struct buffer *keys);
void add_key(const struct desk *desk, struct buffer *out, enum move move, const char *text);
/* The same and the row as the file has it, to be read and scrolled. */
void preview_read_entry(struct desk *desk);
const char *kind_label(enum kind kind);
/* What the file was understood as. */
void sheet_write(const struct preview *preview, struct buffer *out);
/* What would happen, and which key does it. */
void offer_write(const struct desk *desk, struct buffer *out);

/* preview_act.c */
void preview_note_mends(struct preview *preview, size_t cells); /* that one act mended */
void preview_take(struct desk *desk, bool good_only);
void preview_cure(struct desk *desk, bool is_other);
void preview_cure_column(struct desk *desk);
void preview_edit(struct desk *desk);
void preview_unmend(struct desk *desk);
void preview_next_side(struct desk *desk);
void preview_ask_rejects(struct desk *desk);

#endif
