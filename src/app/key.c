/* SSH public keys as people paste them, and the line of authorized_keys that lets one in. The line is
 * read by sshd and its command by a shell: nothing stands in it that could end either early. */
#include "inner.h"

#include <string.h>

#define MOST_KEY_BYTES 8192

static const char *const key_types[] = {"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256",
	"ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com",
	"sk-ecdsa-sha2-nistp256@openssh.com"};

static bool is_type(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof key_types / sizeof *key_types; i++)
		if (strlen(key_types[i]) == length && strncmp(key_types[i], word, length) == 0)
			return true;
	return false;
}

static int base64_value(char letter)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = letter ? strchr(letters, letter) : NULL;
	return at ? (int)(at - letters) : -1;
}

/* RFC 4648 §4, padding and all; false where it is anything else. */
static bool base64_decode(const char *text, size_t length, struct buffer *bytes)
{
	if (length == 0 || length % 4 != 0)
		return false;
	size_t letters = length;
	while (letters > length - 2 && text[letters - 1] == '=')
		letters--;
	unsigned long bits = 0;
	int count = 0;
	for (size_t i = 0; i < letters; i++) {
		int value = base64_value(text[i]);
		if (value < 0)
			return false;
		bits = (bits << 6 | (unsigned long)value) & 0xffffff;
		count += 6;
		if (count >= 8) {
			unsigned char byte = (unsigned char)(bits >> (count - 8));
			buffer_bytes(bytes, &byte, 1);
			count -= 8;
		}
	}
	return (bits & ((1ul << count) - 1)) == 0;
}

/* RFC 4253 §6.6: strings with their lengths before them; the first is the type, and they fill the
 * key to its end. */
static bool blob_is_of(const struct buffer *blob, const char *type, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)blob->text;
	size_t at = 0, strings = 0;
	while (at < blob->length) {
		if (blob->length - at < 4)
			return false;
		size_t size = (size_t)bytes[at] << 24 | (size_t)bytes[at + 1] << 16 |
			      (size_t)bytes[at + 2] << 8 | bytes[at + 3];
		at += 4;
		if (size > blob->length - at)
			return false;
		if (strings++ == 0 && (size != length || memcmp(bytes + at, type, length) != 0))
			return false;
		at += size;
	}
	return strings >= 2;
}

static bool refuse_key(struct fault *why)
{
	return refuse(why, FAULT_REFUSED,
		N_("this is no public key that is taken: it is one line, ssh-ed25519 and letters, as "
		   "in a file whose name ends in .pub"));
}

bool key_read(const char *text, struct buffer *key, struct fault *why)
{
	char line[MOST_KEY_BYTES + 1];
	if (strlen(text) > MOST_KEY_BYTES)
		return refuse_key(why);
	memcpy(line, text, strlen(text) + 1);
	char *start = line + strspn(line, " \t\r\n");
	size_t end = strlen(start);
	while (end > 0 && strchr(" \t\r\n", start[end - 1]))
		start[--end] = '\0';
	if (strstr(start, "PRIVATE KEY"))
		return refuse(why, FAULT_REFUSED,
			N_("this is a private key: it must never leave its owner's computer, and is "
			   "not to be used any more; take the file whose name ends in .pub"));
	if (strpbrk(start, "\r\n"))
		return refuse_key(why);
	size_t type = strcspn(start, " \t");
	const char *blob = start + type + strspn(start + type, " \t");
	size_t length = strcspn(blob, " \t");
	struct buffer bytes = {0};
	bool fine = is_type(start, type) && base64_decode(blob, length, &bytes) &&
		    blob_is_of(&bytes, start, type);
	buffer_free(&bytes);
	if (!fine)
		return refuse_key(why);
	/* What stands behind is its owner's remark: the line gets the account's name instead. */
	buffer_bytes(key, start, type);
	buffer_add(key, " ");
	buffer_bytes(key, blob, length);
	return true;
}

/* What a shell, and sshd inside double quotes, take as it is. */
static bool is_plain_path(const char *path)
{
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._+@,-";
	return *path == '/' && path[strspn(path, plain)] == '\0';
}

bool key_line(const struct app *app, const char *account, const char *key, struct buffer *line,
	struct fault *why)
{
	const char *db = store_path(app->store);
	const char *program = app->program && is_plain_path(app->program) ? app->program : "tiendo";
	if (!is_plain_path(db))
		return refuse(why, FAULT_REFUSED,
			N_("the name %s holds blanks or signs that do not stand safely in a key line: "
			   "move the database to a plainer place"),
			db);
	buffer_print(line, "command=\"%s --db %s serve --as %s\",restrict,pty", program, db, account);
	if (*key)
		buffer_print(line, " %s %s", key, account);
	buffer_add(line, "\n");
	return true;
}
