// Blocks of a file as HTML of a page. What comes out is cleaned like the HTML of any stranger before anybody sees it.
#pragma once
#include <string>
#include <vector>

#include "base/extract/rich.h"
#include "domain/intake/intake.h"

namespace gongkai::intake {

// Headings of the official numbering are found where the file marks none; captions go to what they belong to. Refers to pictures
// as picture:1.png and so on, which are named in `pictures` in the order of the file; unused ones are not among them.
std::string compose(const std::vector<extract::RichBlock>& blocks, const std::vector<extract::RichPicture>& files,
                    std::vector<Picture>& pictures);

// Marks the lines that are headings by their numbers. Nothing changes where the file has headings of its own.
void find_headings(std::vector<extract::RichBlock>& blocks);

}  // namespace gongkai::intake
