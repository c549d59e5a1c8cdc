// gumbo within bounds. The rules by which browsers mend HTML let a few kilobytes grow into gigabytes (each paragraph opens all
// formatting anew that was left open) and hold a processor for minutes (each end tag looks through all that is open). What gumbo
// takes is counted where it asks for memory, the one thing it cannot do without; beyond the bounds it is left in the middle.
#pragma once
#include <gumbo.h>

#include <string>
#include <string_view>

namespace gongkai::markup {

class Tree {
  public:
    explicit Tree(std::string_view html);  // which must outlive the tree
    ~Tree();
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    // Null where the tree would have been beyond bounds.
    const GumboNode* document() const { return document_; }

  private:
    struct Chunk;
    struct Bounds;
    static void* allocate(void* bounds, std::size_t size);
    static const GumboNode* parse(std::string_view html, Bounds& bounds);

    Chunk* chunks_ = nullptr;
    const GumboNode* document_ = nullptr;
};

// Without a tree: what stands between the tags, entities as they are; what is no text left out.
std::string text_between_tags(std::string_view html);

}  // namespace gongkai::markup
