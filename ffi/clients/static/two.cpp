// A program that links verinoise and another static library written in Rust. It draws in several threads and throws exceptions
// meanwhile: each library unwinds its own stack.
#include <cstdint>
#include <cstdio>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>
#include <verinoise.h>

extern "C" std::int32_t other(void);

static void must(vn_status status)
{
    if (status != VN_STATUS_OK)
        throw std::runtime_error(vn_strerror(status));
}

int main()
{
    vn_noise *noise = nullptr;
    vn_rng *rng = nullptr;
    must(vn_gaussian_new_from_string("1e30", &noise));
    must(vn_rng_new_os(&rng));
    std::vector<std::vector<std::int64_t>> drawn(4, std::vector<std::int64_t>(1000));
    int caught[4] = {};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; i++)
        threads.emplace_back([&drawn, &caught, noise, rng, i] {
            must(vn_noise_fill(noise, rng, drawn[i].data(), drawn[i].size()));
            try {
                must(vn_noise_fill(noise, rng, nullptr, 1));
            } catch (const std::runtime_error &) {
                caught[i] = other();
            }
        });
    for (auto &thread : threads)
        thread.join();
    std::set<std::int64_t> all;
    for (const auto &some : drawn)
        all.insert(some.begin(), some.end());
    must(vn_noise_free(&noise));
    must(vn_rng_free(&rng));
    bool good = all.size() == 4000 && noise == nullptr;
    for (int i = 0; i < 4; i++)
        good = good && caught[i] == 7;
    std::puts(good ? "two libraries in Rust, four threads, exceptions in all of them" : "something is wrong");
    return good ? 0 : 1;
}
