// Discrete Laplace noise from C++: handles that free themselves, errors as exceptions.
#include <cstdint>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>
#include <verinoise.h>

namespace noise {

inline void must(vn_status status)
{
    if (status != VN_STATUS_OK)
        throw std::runtime_error(vn_strerror(status));
}

struct Free {
    void operator()(vn_rng *handle) const { (void)vn_rng_free(&handle); }
    void operator()(vn_noise *handle) const { (void)vn_noise_free(&handle); }
};

class Generator {
  public:
    Generator()
    {
        vn_rng *handle = nullptr;
        must(vn_rng_new_os(&handle));
        handle_.reset(handle);
    }
    const vn_rng *get() const { return handle_.get(); }

  private:
    std::unique_ptr<vn_rng, Free> handle_;
};

class Laplace {
  public:
    explicit Laplace(const std::string &scale)
    {
        vn_noise *handle = nullptr;
        must(vn_laplace_new_from_string(scale.c_str(), &handle));
        handle_.reset(handle);
    }
    void add_to(std::vector<std::int64_t> &values, const Generator &generator) const
    {
        must(vn_noise_add_to(handle_.get(), generator.get(), values.data(), values.size()));
    }
    std::string scale() const
    {
        std::size_t length = 0;
        must(vn_noise_parameter(handle_.get(), nullptr, 0, &length));
        std::string text(length + 1, '\0');
        must(vn_noise_parameter(handle_.get(), &text[0], text.size(), &length));
        text.resize(length);
        return text;
    }

  private:
    std::unique_ptr<vn_noise, Free> handle_;
};

} // namespace noise

int main()
{
    noise::Generator generator;
    noise::Laplace laplace("2.50"); // ε = 2/5 for counts of person-years
    std::vector<std::int64_t> counts{3413, 2256, 1584, 1065};
    laplace.add_to(counts, generator);
    std::cout << "scale " << laplace.scale() << ":";
    for (std::int64_t count : counts)
        std::cout << ' ' << count;
    std::cout << '\n';
    try {
        noise::Laplace nothing("1/0");
    } catch (const std::runtime_error &error) {
        std::cout << "scale 1/0: " << error.what() << '\n';
        return laplace.scale() == "5/2" ? 0 : 1;
    }
    return 1;
}
