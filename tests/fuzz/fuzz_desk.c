/* The whole screen on the sample, under any keys: it is drawn after each, in any size, and its
 * message is a text. It is served to an account, so that no file is opened, and reads only. */
#include "sample.h"
#include "tui/inner.h"

static const char *const keys[] = {"Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End",
        "Enter", "Esc", "Tab", "S-Tab", "Backspace", "Delete", "^G", "^L", "F1", "F2", "^U", "^W",
        "M-b", "KEY_SLEFT"};
#define KEYS (sizeof keys / sizeof *keys)

enum { RESIZE = 28, PASTE, SETTLE, LOOK, LETTER }; /* operations; below RESIZE: keys by name */

static void say_denied(const struct app *about, const char *command)
{
	HOLDS(about->account);
	HOLDS(!command || *command);
}

static void account_make(void)
{
	const char *const account[ROW_FIELDS] = {"fuzz", "admin", "", ""};
	struct fault why;
	long step;

	if (!step_begin(app.store, "fuzz", "account", &why) ||
	        !store_put(app.store, TABLE_ACCOUNT, account, &why) ||
	        !step_commit(app.store, &step, &why) ||
	        !store_act_as(app.store, "fuzz", &app.role, app.branch, &why))
		sample_stop(&why);
	app.account = "fuzz";
	app.denied = say_denied;
}

static void desk_ready(struct desk **desk)
{
	static const struct tui_options options = {.color = true};
	struct fault why;

	sample_open();
	if (!app.account)
		account_make();
	if (!desk_open(desk, &app, &options, &why))
		sample_stop(&why);
}

static size_t paste(struct desk *desk, const uint8_t *bytes, size_t length)
{
	size_t count = length > 1 && bytes[1] < length - 1 ? bytes[1] : length - 1;
	char *text = fuzz_text(bytes + 1, count);

	desk_paste(desk, text);
	free(text);
	return count + 1;
}

static size_t letter(struct desk *desk, const uint8_t *bytes, size_t length)
{
	char key[TYPED_KEY];
	uint32_t character;
	size_t taken = text_step((const char *)bytes, length, &character);

	key[text_put(key, character)] = '\0';
	desk_key(desk, strcmp(key, " ") == 0 ? "Space" : key);
	return taken;
}

static size_t act(struct desk *desk, struct canvas *canvas, const uint8_t *bytes, size_t length)
{
	if (*bytes < KEYS) {
		desk_key(desk, keys[*bytes]);
	} else if (*bytes >= LETTER) {
		return letter(desk, bytes, length);
	} else if (*bytes == PASTE) {
		return paste(desk, bytes, length);
	} else if (*bytes == RESIZE && length > 2) {
		canvas_size(canvas, 1 + bytes[1] % 60, 1 + bytes[2] % 200);
		return 3;
	} else if (*bytes == SETTLE) {
		desk_settle(desk);
	} else if (*bytes == LOOK) {
		desk_look(desk);
	}
	return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct canvas canvas;
	struct desk *desk;

	desk_ready(&desk);
	canvas_size(&canvas, 24, 80);
	desk_draw(desk, &canvas);
	for (size_t at = 0; at < length && !desk_is_over(desk);) {
		at += act(desk, &canvas, bytes + at, length - at);
		desk_draw(desk, &canvas);
		HOLDS(text_is_utf8(desk->message, strlen(desk->message), NULL));
	}
	desk_close(desk);
	return 0;
}
