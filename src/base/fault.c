/* Faults: the one way a room says no. */
#include "inner.h"

#include <stdio.h>

int fault_status(enum fault_kind kind)
{
	switch (kind) {
	case FAULT_NONE:
		return 0;
	case FAULT_NO:
		return 1;
	case FAULT_USAGE:
	case FAULT_MISSING:
	case FAULT_TROUBLE:
		return 2;
	case FAULT_REFUSED:
		return 3;
	case FAULT_BUSY:
		return 4;
	case FAULT_DENIED:
		return 5;
	}
	return 2;
}

bool refuse(struct fault *why, enum fault_kind kind, const char *msgid, ...)
{
	/* Formatted aside: an argument may be why->text itself. Cleaned, because names from files end
	 * up in these sentences and the sentences end up on terminals. */
	char text[4 * FAULT_TEXT];
	va_list arguments;
	int written;

	if (!why)
		return false;
	va_start(arguments, msgid);
	written = vsnprintf(text, sizeof text, say(msgid), arguments);
	va_end(arguments);
	why->kind = kind;
	text_clean(why->text, sizeof why->text, written < 0 ? msgid : text);
	return false;
}
