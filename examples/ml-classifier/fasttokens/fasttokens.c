#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <ctype.h>

/* tokens(text) -> list of lower-case words; bytes outside of ASCII belong to words. */
static PyObject *tokens(PyObject *self, PyObject *text)
{
    Py_ssize_t length;
    const char *bytes = PyUnicode_AsUTF8AndSize(text, &length);
    PyObject *words = bytes ? PyList_New(0) : NULL;
    Py_ssize_t start = -1;

    for (Py_ssize_t at = 0; words && at <= length; at++) {
        unsigned char byte = at < length ? (unsigned char)bytes[at] : ' ';
        int in_word = byte >= 0x80 || isalnum(byte);
        if (in_word && start < 0)
            start = at;
        if (in_word || start < 0)
            continue;
        PyObject *word = PyUnicode_FromStringAndSize(bytes + start, at - start);
        PyObject *lower = word ? PyObject_CallMethod(word, "lower", NULL) : NULL;
        if (!lower || PyList_Append(words, lower) < 0)
            Py_CLEAR(words);
        Py_XDECREF(lower);
        Py_XDECREF(word);
        start = -1;
    }
    return words;
}

static PyMethodDef methods[] = {{"tokens", tokens, METH_O, "Split a text into lower-case words."}, {0}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "fasttokens", NULL, -1, methods};

PyMODINIT_FUNC PyInit_fasttokens(void)
{
    return PyModule_Create(&module);
}
