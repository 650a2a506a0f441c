//! What `Process` says on each kernel. Every case runs in a new process that has not asked before.

use std::fs;

use verinoise_randomness::Process;

use crate::system::{Kernel, WAYS, Way, as_number_one, case, in_child, number, pretend};

/// Whether the kernel has been asked to wipe some memory of this process.
fn has_wiped_memory() -> bool {
    let maps = fs::read_to_string("/proc/self/smaps").expect("the map of this process");
    let mut flags = maps.lines().filter_map(|line| line.strip_prefix("VmFlags:"));
    flags.any(|flags| flags.split_whitespace().any(|flag| flag == "wf"))
}

/// Child, grandchild, and 64 children of one process are told from it.
fn told_apart(way: Way) -> bool {
    let parent = Process::current();
    let mut again = parent;
    let child = || {
        !parent.is_current()
            && again.renew()
            && again.is_current()
            && again != parent
            && Process::current() == again
            && in_child(way, || !parent.is_current() && !again.is_current())
    };
    in_child(way, child)
        && in_child(way, || in_child(way, || !parent.is_current()))
        && (0..64).all(|_| in_child(way, || !parent.is_current() && Process::current() != parent))
        && parent.is_current()
}

/// Parent and child both have the number 1.
fn told_apart_without_number(way: Way) -> bool {
    as_number_one(|| {
        let parent = Process::current();
        in_child(way, || {
            number() == 1
                && !parent.is_current()
                && Process::current() != parent
                && parent.clone().renew()
        })
    })
}

/// A kernel that passes the probes is found out by the number, where that is looked at.
fn found_out(way: Way) -> bool {
    let parent = Process::current();
    in_child(way, || {
        let fooled = parent.is_current();
        let mut renewed = parent;
        // From now on the memory is not believed any more.
        fooled && renewed.renew() && !parent.is_current() && told_apart(way)
    })
}

pub fn run() {
    for kernel in [Kernel::Honest, Kernel::AgreesToAll, Kernel::LiesAboutWiping, Kernel::Old] {
        pretend(kernel);
        for way in WAYS {
            let good = in_child(Way::Fork, || {
                let before = has_wiped_memory();
                let _ = Process::current();
                let believed = has_wiped_memory();
                !before && believed == (kernel == Kernel::Honest) && told_apart(*way)
            });
            case(format_args!("{kernel:?} kernel, {way:?}"), good);
            // Without wiped memory, only a child that the C library forked can be noticed then.
            if kernel == Kernel::Honest || *way == Way::Fork {
                let good = told_apart_without_number(*way);
                case(format_args!("{kernel:?} kernel, {way:?}, both have the number 1"), good);
            }
        }
    }
    pretend(Kernel::LiesWell);
    for way in WAYS {
        let noticed = if *way == Way::Fork { told_apart } else { found_out };
        let good = in_child(Way::Fork, || noticed(*way));
        case(format_args!("LiesWell kernel, {way:?}"), good);
    }
    pretend(Kernel::Honest);
}
