#include "base/extract/confine.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/close_range.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace gongkai::extract {
namespace {

void limit(__rlimit_resource resource, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(resource, &both);
}

class Filter {
  public:
    explicit Filter(std::uint32_t otherwise) : context_(seccomp_init(otherwise), seccomp_release) {}

    // Names that this machine's kernel does not have are passed over.
    Filter& add(std::uint32_t action, std::initializer_list<const char*> calls) {
        for (const char* call : calls)
            if (const int number = seccomp_syscall_resolve_name(call); context_ && number != __NR_SCMP_ERROR)
                seccomp_rule_add(context_.get(), action, number, 0);
        return *this;
    }
    Filter& add(std::uint32_t action, const char* call, scmp_arg_cmp argument) {
        if (const int number = seccomp_syscall_resolve_name(call); context_ && number != __NR_SCMP_ERROR)
            seccomp_rule_add_array(context_.get(), action, number, 1, &argument);
        return *this;
    }
    void load() {
        if (context_)
            seccomp_load(context_.get());
    }

  private:
    std::unique_ptr<void, decltype(&seccomp_release)> context_;
};

constexpr std::uint32_t no = SCMP_ACT_ERRNO(EPERM);
constexpr std::uint32_t unknown = SCMP_ACT_ERRNO(ENOSYS);  // makes libc take the older call, which the filter can look into

void give_up_root() {
    if (::geteuid() == 0) {
        constexpr unsigned nobody = 65534;
        [[maybe_unused]] const bool done =
            ::setgroups(0, nullptr) == 0 && ::setresgid(nobody, nobody, nobody) == 0 && ::setresuid(nobody, nobody, nobody) == 0;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the change of user, which clears it
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

void refuse_rare_calls(Filter& filter) {
    filter.add(no, {"mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "fsopen", "open_tree", "move_mount"})
        .add(no,
             {"bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "keyctl", "add_key", "request_key", "init_module",
              "finit_module", "kexec_load", "name_to_handle_at", "open_by_handle_at", "shmget", "msgget", "semget", "mq_open"});
}

std::string read_all(int fd) {
    std::string out;
    char block[65536];
    for (;;) {
        const auto count = ::read(fd, block, sizeof block);
        if (count == 0)
            return out;
        if (count > 0)
            out.append(block, static_cast<std::size_t>(count));
        else if (errno != EINTR)
            throw std::runtime_error("the file cannot be read");
    }
}

void write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(fd, text.data(), text.size());
        if (count > 0)
            text.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EINTR)
            return;
    }
}

}  // namespace

void confine_process() {
#ifndef __SANITIZE_ADDRESS__  // its shadow memory is terabytes of address space
    limit(RLIMIT_AS, most_memory);
#endif
    limit_cpu_seconds(most_cpu_seconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 64);
    give_up_root();
}

void confine_office_program() {
#ifndef __SANITIZE_ADDRESS__
    limit(RLIMIT_AS, rlim_t{4} << 30);
#endif
    limit_cpu_seconds(60);
    limit(RLIMIT_FSIZE, rlim_t{256} << 20);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 512);
    give_up_root();
    Filter filter(SCMP_ACT_ALLOW);
    // Its own processes speak by sockets of the file system; no others exist for it.
    filter.add(no, "socket", SCMP_A0(SCMP_CMP_NE, AF_UNIX))
        .add(no, {"ptrace", "process_vm_readv", "process_vm_writev", "setsid", "setpgid"});
    refuse_rare_calls(filter);
    filter.load();
}

void limit_cpu_seconds(unsigned most) { limit(RLIMIT_CPU, most); }

void confine_to_reading() {
    Filter filter(SCMP_ACT_ALLOW);
    filter.add(no, {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg"})
        .add(no, {"ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kill",
                  "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "kcmp", "setsid", "setpgid"})
        .add(no, {"creat",     "unlink", "unlinkat", "rename",   "renameat", "renameat2", "link",      "linkat",    "symlink",
                  "symlinkat", "mkdir",  "mkdirat",  "rmdir",    "mknod",    "mknodat",   "chmod",     "fchmod",    "fchmodat",
                  "chown",     "fchown", "lchown",   "fchownat", "truncate", "setxattr",  "fsetxattr", "lsetxattr", "utimensat"})
        .add(unknown, {"clone3", "openat2", "fchmodat2"});
    refuse_rare_calls(filter);
    for (const auto flag : {O_WRONLY, O_RDWR}) {
        filter.add(no, "open", SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE, static_cast<scmp_datum_t>(flag)));
        filter.add(no, "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, static_cast<scmp_datum_t>(flag)));
    }
    filter.load();
}

void confine_to_one_process() {
    limit(RLIMIT_NPROC, 0);
    Filter(SCMP_ACT_ALLOW).add(no, {"fork", "vfork", "clone"}).add(unknown, {"clone3"}).load();
}

void confine_to_computing() {
    limit(RLIMIT_NPROC, 0);
    Filter filter(no);
    filter.add(SCMP_ACT_ALLOW, {"read", "write", "writev", "close", "fstat", "newfstatat", "lseek", "poll", "exit", "exit_group"})
        .add(SCMP_ACT_ALLOW, {"mmap", "munmap", "mprotect", "mremap", "madvise", "brk", "futex", "sched_yield", "getrandom"})
        .add(SCMP_ACT_ALLOW, {"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "getpid", "gettid", "tgkill"})
        .add(SCMP_ACT_ALLOW, {"clock_gettime", "gettimeofday", "sysinfo", "getrusage", "restart_syscall"});
#ifdef __SANITIZE_ADDRESS__  // asks through a pipe whether memory may be looked at
    filter.add(SCMP_ACT_ALLOW, {"pipe", "pipe2"});
#endif
    filter.load();
}

void live_confined(const std::function<std::string(const std::string& bytes)>& work) {
    ::syscall(SYS_close_range, 3U, ~0U, 0U);
    confine_process();
    confine_to_reading();
    write_all(STDOUT_FILENO, work(read_all(STDIN_FILENO)));
    ::_exit(0);  // nothing of the program's own is to be torn down here
}

}  // namespace gongkai::extract
