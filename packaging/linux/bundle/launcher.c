/* The three programs of the bundle: python3, and presence and presence-tray, which are that Python
 * with a script of ours. Isolated (-I): no variable and no folder of the person's leads it to
 * another Python's modules. The bundle may lie anywhere, and be linked to from anywhere.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int Py_BytesMain(int argc, char **argv);

int main(int argc, char **argv)
{
    static char self[PATH_MAX], python[PATH_MAX + 16], script[PATH_MAX + 64];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    char *name = length > 0 ? strrchr(self, '/') : NULL;
    if (name == NULL) {
        fputs("presence: /proc has to be mounted.\n", stderr);
        return 1;
    }
    *name++ = '\0';
    snprintf(python, sizeof python, "%s/python3", self);
    snprintf(script, sizeof script, "%s/../app/start/%s", self, name);
    int is_python = strcmp(name, "python3") == 0;
    char **words = calloc((size_t)argc + 4, sizeof *words);
    if (words == NULL)
        return 1;
    int count = 0;
    words[count++] = python;
    words[count++] = "-I";
    if (!is_python)
        words[count++] = script;
    for (int at = 1; at < argc; at++)
        words[count++] = argv[at];
    return Py_BytesMain(count, words);
}
