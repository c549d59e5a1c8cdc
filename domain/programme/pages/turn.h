// One at a time: whoever fetches from another server has a turn while he does, and no second one.
#pragma once
#include <string>

namespace gongkai::programme {

class Turn {
  public:
    explicit Turn(std::string actor);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool is_his() const { return is_his_; }  // false: he has one already

  private:
    std::string actor_;
    bool is_his_ = false;
};

}  // namespace gongkai::programme
