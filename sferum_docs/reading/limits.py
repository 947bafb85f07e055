"""Limits that a process lays on itself before it touches a foreign file."""

from __future__ import annotations

import sys


def limit_self(*, memory: int, seconds: int) -> bool:
    """Limits memory (bytes) and time of the processor; False where the system knows no such limit."""
    try:
        return _limited(memory, seconds)
    except (ImportError, OSError, ValueError, AttributeError):
        return False


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _TIME, _MEMORY = 0x2, 0x100  # JOB_OBJECT_LIMIT_PROCESS_TIME, JOB_OBJECT_LIMIT_PROCESS_MEMORY
    _EXTENDED = 9  # JobObjectExtendedLimitInformation

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: https://learn.microsoft.com/windows/win32/api/winnt/ (winnt.h)."""

        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
            ("transfers", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def _limited(memory: int, seconds: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)  # kept open for as long as the process lives
        limits = _Limits(process_time=seconds * 10_000_000, flags=_TIME | _MEMORY, process_memory=memory)
        size = ctypes.sizeof(limits)
        told = job and kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), size)
        return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))

else:
    import resource

    def _limited(memory: int, seconds: int) -> bool:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        return True
