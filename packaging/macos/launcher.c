/* The programs of Presence.app: the Python beside them, told which module to run. They are no script
 * that starts a Python elsewhere, for then macOS would not know the window as the app's.
 * Not yet built nor run on macOS.
 */
#include <libgen.h>
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int Py_BytesMain(int argc, char **argv);

int main(int argc, char **argv)
{
    char found[PATH_MAX], self[PATH_MAX], python[PATH_MAX + 64];
    uint32_t size = sizeof found;
    if (_NSGetExecutablePath(found, &size) != 0 || realpath(found, self) == NULL)
        return 1;
    int is_command = strcmp(basename(self), "presence") == 0;
    snprintf(python, sizeof python, "%s/../Resources/python/bin/python3", dirname(self));
    char **words = calloc((size_t)argc + 5, sizeof *words);
    if (words == NULL)
        return 1;
    int count = 0;
    words[count++] = python; /* where Python finds its own modules, and what starts helpers */
    words[count++] = "-I";
    words[count++] = "-m";
    words[count++] = is_command ? "presence" : "presence.app";
    for (int at = 1; at < argc; at++)
        words[count++] = argv[at];
    return Py_BytesMain(count, words);
}
